package es.crmfactura.allinone.fuzz;

import java.util.Random;

/**
 * What is asked: the same in each build, so that none fails for what another has done; {@code -Dseed} asks other things, and
 * {@code -Dinputs} more.
 *
 * @param inputs how many requests or messages
 */
record Run(long seed, int inputs) {

    /** Prints what repeats it. */
    static Run asked() {
        var run = new Run(Long.getLong("seed", 2026), Integer.getInteger("inputs", 2_000));
        System.out.printf("fuzzing: -Dseed=%d -Dinputs=%d%n", run.seed, run.inputs);
        return run;
    }

    Random random() {
        return new Random(seed);
    }
}
