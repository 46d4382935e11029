package es.crmfactura.allinone.fuzz;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/** Requests, some of them as they should be and most of them with something odd. */
final class Inputs {

    /** What is odd. */
    private enum Kind {
        VALID,
        PATH,
        QUERY,
        HEADER,
        FIELD,
        BYTES,
        MEDIA_TYPE,
        METHOD,
        TARGET
    }

    /** The more there is to find, the more often. */
    private static final List<Kind> USUAL = List.of(
            Kind.VALID,
            Kind.VALID,
            Kind.FIELD,
            Kind.FIELD,
            Kind.FIELD,
            Kind.FIELD,
            Kind.BYTES,
            Kind.QUERY,
            Kind.QUERY,
            Kind.PATH,
            Kind.HEADER,
            Kind.MEDIA_TYPE,
            Kind.METHOD,
            Kind.TARGET);

    private final Random random;
    private final List<Operation> operations;
    private final Map<String, Drafts> drafts;
    private final Odd odd;
    private final Spoiler spoiler;

    /** @param drafts by service */
    Inputs(Random random, List<Operation> operations, Map<String, Drafts> drafts) {
        this.random = random;
        this.operations = operations;
        this.drafts = drafts;
        this.odd = new Odd(random);
        this.spoiler = new Spoiler(random, odd);
    }

    Request next() {
        Operation operation = operations.get(random.nextInt(operations.size()));
        Draft draft = Objects.requireNonNull(drafts.get(operation.service())).of(operation);
        Kind kind = kind(draft);
        if (kind != Kind.VALID) {
            spoil(draft, kind);
        }
        return draft.request(kind.name().toLowerCase(Locale.ROOT));
    }

    private Kind kind(Draft draft) {
        Kind kind = USUAL.get(random.nextInt(USUAL.size()));
        boolean nothingThere =
                kind == Kind.PATH && draft.path.isEmpty() || kind == Kind.FIELD && draft.body.length == 0;
        return nothingThere ? Kind.VALID : kind;
    }

    private void spoil(Draft draft, Kind kind) {
        switch (kind) {
            case PATH -> draft.path.replaceAll((name, value) -> odd.encoded());
            case QUERY -> spoilQuery(draft);
            case HEADER -> draft.headers.add(odd.header());
            case FIELD -> draft.body = spoiler.spoiled(draft.body);
            case BYTES -> draft.body = odd.bytes(draft.body);
            case MEDIA_TYPE -> draft.mediaType = odd.mediaType();
            case METHOD -> draft.method = odd.method();
            case TARGET -> draft.target = odd.target();
            case VALID -> throw new IllegalArgumentException("nothing to spoil");
        }
    }

    private void spoilQuery(Draft draft) {
        var parameters = draft.operation.parametersIn("query");
        String name = parameters.isEmpty() || random.nextInt(10) == 0
                ? odd.encoded()
                : parameters.get(random.nextInt(parameters.size())).name();
        int times = random.nextInt(10) == 0 ? 3 : 1;
        for (int i = 0; i < times; i++) {
            draft.query.add(name + (random.nextInt(20) == 0 ? "" : "=" + odd.encoded()));
        }
    }
}
