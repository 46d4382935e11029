package es.crmfactura.benchmarks;

/** After all the haste: was anything lost, doubled or inverted? */
final class Ledger {

    private Ledger() {}

    static void check(Stage stage) {
        long appended = stage.appended();
        long actividades = count(
                stage,
                "select count(*) from actividad a join inbox i on i.event_id = a.evento_id where i.source = 'factura'");
        long distinct = count(stage, """
                select count(distinct evento_id) from actividad a join inbox i on i.event_id = a.evento_id
                where i.source = 'factura'""");
        long parked = count(stage, "select count(*) from parked_event");
        System.out.printf(
                "ledger: %,d events, lost %d, double %d, inverted %d, parked %d%n",
                appended,
                appended - distinct,
                actividades - distinct,
                stage.observer().inversions(),
                parked);
        if (appended != actividades
                || distinct != actividades
                || stage.observer().inversions() > 0
                || parked > 0) {
            throw new IllegalStateException("the ledger does not balance");
        }
    }

    private static long count(Stage stage, String sql) {
        Long count = stage.jdbc().queryForObject(sql, Long.class);
        return count == null ? 0 : count;
    }
}
