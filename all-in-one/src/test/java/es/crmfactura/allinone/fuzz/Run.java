package es.crmfactura.allinone.fuzz;

import java.util.Random;

/**
 * What is asked: {@code -Dseed} repeats a run, {@code -Dinputs} makes it longer.
 *
 * @param inputs how many requests or messages
 */
record Run(long seed, int inputs) {

    /** Prints its seed, so that whatever comes of it can be repeated. */
    static Run asked() {
        var run = new Run(Long.getLong("seed", System.nanoTime()), Integer.getInteger("inputs", 3_000));
        System.out.printf("fuzzing: -Dseed=%d -Dinputs=%d%n", run.seed, run.inputs);
        return run;
    }

    Random random() {
        return new Random(seed);
    }
}
