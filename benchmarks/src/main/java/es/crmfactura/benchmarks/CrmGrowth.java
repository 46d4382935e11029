package es.crmfactura.benchmarks;

import es.crmfactura.benchmarks.HttpCosts.Cost;
import es.crmfactura.messaging.Relay;
import es.crmfactura.testing.TestDatabase;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

/** What people ask of the CRM most, over HTTP, with few and with many clients who have a past. */
final class CrmGrowth {

    /** No longer than this for a search, however many clients there are, in milliseconds. */
    private static final double SEARCH_LIMIT = 50;

    private static final List<String> SEARCHES = List.of(
            "Lucía Fernández",
            "garcia",
            "info",
            "a",
            "sl ma",
            "taller garcia lucia",
            "info4321@",
            "B00030247",
            "602 771 234",
            "fernadnez",
            "tallres garica",
            "xilofonista");

    /**
     * Names are drawn so that a few are frequent and most are rare. Each client has a contacto, two actividades, two invoices,
     * an oportunidad and values in three fields of its own: a thousandth of all have the same zona, a fifth the same ruta.
     */
    private static final String FILL = """
            set search_path = crm;
            -- the triggers would do the same, a row at a time
            set session_replication_role = replica;
            insert into campo (nombre, etiqueta, tipo)
            values ('zona', 'Zona', 'texto'), ('ruta', 'Ruta', 'texto'), ('renovacion', 'Renovación', 'fecha')
            on conflict do nothing;
            drop index if exists cliente_busqueda;
            select setseed(0.5);
            create function pg_temp.silabas(n int) returns text language sql immutable as $$
              select string_agg((array['ra','ce','lo','mi','tu','ga','ber','can','dos','fer','gon','her','is','jo','lan','mar','nez',
                'or','per','quin','rez','san','tor','va','za','chi','llo','bra','cle','dri','es','fi'])[1 + ((n >> (5 * i)) & 31)],
                '' order by i)
              from generate_series(0, 2) i $$;
            create temp table nuevo as
            select n, gen_random_uuid() as id, jsonb_build_object('zona', 'z' || n %% 1000, 'ruta', 'r' || n %% 5,
                'renovacion', date '2026-01-01' + n %% 1000) as campos,
              (array['María','José','Antonio','Carmen','Lucía','Javier','Ana','Miguel','Laura','Pedro','Marta','Sergio','Elena',
                'Pablo','Isabel','Raúl','Cristina','David','Álvaro','Begoña'])[1 + floor(20 * random() * random())] || ' ' ||
              case when random() < .6
                then (array['García','Rodríguez','González','Fernández','López','Martínez','Sánchez','Pérez','Gómez','Martín',
                  'Muñoz','Álvarez','Romero','Alonso','Gutiérrez','Navarro','Torres','Domínguez','Vázquez','Ramos'])
                  [1 + floor(20 * random() * random())]
                else initcap(pg_temp.silabas((power(random(), 3) * 32768)::int)) end || ' ' ||
              initcap(pg_temp.silabas((power(random(), 2) * 32768)::int)) as nombre,
              case when random() < .6
                then (array['Talleres','Construcciones','Bar','Panadería','Transportes','Asesoría','Clínica','Ferretería',
                  'Peluquería','Hostal','Instalaciones','Reformas'])[1 + floor(12 * random())] || ' ' ||
                  initcap(pg_temp.silabas((power(random(), 2) * 32768)::int)) ||
                  (array[', S.L.', ' SL', ' S.A.', ' y Asociados'])[1 + floor(4 * random())] end as razon,
              'info' || n || '@' || pg_temp.silabas((random() * 32768)::int) || '.es' as email,
              'B' || lpad((n::bigint * 7 %% 100000000)::text, 8, '0') as cif,
              '6' || lpad((hashint4(n)::bigint & 67108863)::text, 8, '0') as tel,
              (array['Lucía','Pedro','Ana','Juan','Rosa'])[1 + floor(5 * random())] || ' ' ||
                initcap(pg_temp.silabas((power(random(), 2) * 32768)::int)) as persona,
              now() - random() * interval '1000 days' as cambio
            from generate_series(%d, %d) n;
            insert into cliente (id, nombre_completo, razon_social, tipo_cliente, email, cif_nif, estado, segmento,
              credito_disponible, campos, fecha_creacion, fecha_actualizacion, version, busqueda)
            select id, nombre, razon, 'empresa', email, cif, (array['prospecto', 'activo', 'activo', 'inactivo'])[1 + n %% 4],
              's' || n %% 50, 0, campos, cambio, cambio, 0,
              ' ' || sin_acentos(concat_ws(' ', nombre, razon, email, cif, sin_signos(cif), persona, tel,
                campos ->> 'ruta', campos ->> 'zona'))
            from nuevo;
            insert into contacto (id, cliente_id, tipo, valor, nombre, principal, verificado, fecha_creacion)
            select gen_random_uuid(), id, 'movil', tel, persona, true, false, cambio from nuevo;
            insert into palabra
            select distinct p collate "C" from nuevo, palabras(concat_ws(' ', nombre, razon, persona)) p
            where length(p) between 4 and 40 and not exists (select from palabra q where q.palabra = p collate "C");
            insert into actividad (id, cliente_id, tipo, titulo, fecha, completada, origen, fecha_creacion)
            select gen_random_uuid(), id, 'llamada', 'Llamar', cambio + k * interval '1 day', n %% 10 > 0, 'manual', cambio
            from nuevo, generate_series(1, 2) k;
            insert into factura_conocida (factura_id, cliente_id, numero, fecha, vencimiento, total, cobrado, fecha_cobro)
            select gen_random_uuid(), id, 'F' || n || '-' || k, cambio::date, cambio::date + 30, 121, 121 * (n %% 3), cambio::date
            from nuevo, generate_series(1, 2) k;
            insert into oportunidad (id, cliente_id, titulo, estado, valor_estimado, probabilidad_cierre, fecha_cierre_esperada,
              fecha_cierre, productos, fecha_creacion, fecha_actualizacion, version)
            select gen_random_uuid(), id, 'Oferta',
              (array['inicial', 'contacto', 'propuesta', 'negociacion', 'ganada', 'perdida'])[1 + n %% 6], n %% 10000, 50, cambio,
              case when n %% 6 > 3 then cambio end, '[]', cambio, cambio, 0
            from nuevo;
            create index cliente_busqueda on cliente using gin (busqueda gin_trgm_ops) with (gin_pending_list_limit = 1024);
            drop table nuevo;
            vacuum analyze cliente, contacto, palabra, actividad, factura_conocida, oportunidad""";

    private static final int IMPORTED = 20_000;

    private final Relay relay;
    private final Importing importing = new Importing();
    private final HttpCosts costs = new HttpCosts("http://127.0.0.1:" + Stage.CRM_PORT + "/api/crm");

    /** @param relay of the CRM, which would tell of imported clients at the same time */
    CrmGrowth(Relay relay) {
        this.relay = relay;
    }

    /** Adds to {@code report} what each costs with many clients, beside what it costs with few. */
    void compare(int few, int many, Report report) throws SQLException, IOException, InterruptedException {
        importing.byService(IMPORTED); // to warm up
        fill(0, few);
        List<String> asked = asked();
        List<Cost> costsOfFew = costs.of(asked);
        double importedToFew = imported();
        double plain = importing.byPlainJdbc(IMPORTED);
        fill(few, many);
        List<Cost> costsOfMany = costs.of(asked);
        double importedToMany = imported();
        for (int i = 0; i < SEARCHES.size(); i++) {
            String what = "search \"%s\", p95 with %,d clients : limit".formatted(SEARCHES.get(i), many);
            report.lowerIsBetter(what, 1, costsOfMany.get(i).p95(), SEARCH_LIMIT, "ms");
        }
        for (int i = 0; i < asked.size(); i++) {
            String what = "GET %s, %,d : %,d clients".formatted(name(asked.get(i)), many, few);
            report.info(what, costsOfMany.get(i).median(), costsOfFew.get(i).median(), "ms");
        }
        report.info("import, to %,d : %,d clients".formatted(many, few), importedToMany, importedToFew, "rows/s");
        report.info("import : plain JDBC batches of the same rows", importedToFew, plain, "rows/s");
    }

    private double imported() throws IOException, InterruptedException {
        relay.stop();
        try {
            return importing.byService(IMPORTED);
        } finally {
            relay.start();
        }
    }

    private static String name(String path) {
        return URLDecoder.decode(path, StandardCharsets.UTF_8).replaceAll("[0-9a-f-]{36}", "{id}");
    }

    private static List<String> asked() throws SQLException {
        return Stream.concat(
                        SEARCHES.stream()
                                .map(text ->
                                        "/clientes?limit=20&buscar=" + URLEncoder.encode(text, StandardCharsets.UTF_8)),
                        paths().stream())
                .toList();
    }

    private static List<String> paths() throws SQLException {
        String cliente = "/clientes/" + someClient();
        return List.of(
                "/clientes",
                "/clientes?segmento=s7&estado=inactivo",
                "/clientes?skip=9000",
                "/clientes?campo.zona=z7",
                "/clientes?campo.ruta=r3",
                "/clientes?campo.renovacion.desde=2027-03-01&campo.renovacion.hasta=2027-03-31",
                cliente,
                cliente + "/ficha",
                cliente + "/actividades",
                "/oportunidades",
                "/oportunidades/tablero",
                "/agenda",
                "/duplicados",
                "/resumen");
    }

    private static String someClient() throws SQLException {
        try (Connection superuser = TestDatabase.instance().superuser();
                var statement = superuser.createStatement();
                var row = statement.executeQuery("select id from crm.cliente where email like 'info4321@%'")) {
            row.next();
            return row.getString(1);
        }
    }

    private static void fill(int from, int to) throws SQLException {
        try (Connection superuser = TestDatabase.instance().superuser();
                var statement = superuser.createStatement()) {
            for (String command : FILL.formatted(from + 1, to).split(";\n")) {
                statement.execute(command);
            }
        }
    }
}
