package es.crmfactura.factura.verificacion;

import es.crmfactura.factura.verifactu.RegistrosReadModel;
import es.crmfactura.factura.verifactu.RegistrosReadModel.Eslabon;
import es.crmfactura.factura.verificacion.Verificacion.Cadena;
import es.crmfactura.factura.verificacion.Verificacion.Fallo;
import es.crmfactura.factura.verificacion.Verificacion.Motivo;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** Goes along each chain from its beginning, and looks at each invoice for its records. */
@Service
class VerificacionDeCadenas {

    private static final String CADENAS =
            "select id, nif, instalacion, posicion, huella from verifactu_cadena order by id";

    /** Records that say something else than their invoice. */
    private static final String DISTINTOS = """
            select r.posicion, r.emisor, r.factura_id, r.numero
            from verifactu_registro r join factura f on f.id = r.factura_id
            where (r.emisor, r.numero, r.fecha)
                is distinct from (f.emisor ->> 'nif', f.numero, to_char(f.fecha, 'DD-MM-YYYY'))
              or (r.tipo = 'anulacion' and f.anulada_en is null)
              or (r.tipo = 'alta' and (
                (r.tipo_factura, r.cuota_total::numeric, r.importe_total::numeric)
                  is distinct from (f.tipo, f.cuota_iva + f.recargo, f.base_imponible + f.cuota_iva + f.recargo)
                or (select sum((d ->> 'base')::numeric) from jsonb_array_elements(r.contenido #> '{alta,desglose}') d)
                  is distinct from f.base_imponible))
            order by r.cadena, r.posicion""";

    private static final String SIN_REGISTRO = """
            select f.id, f.numero, f.emisor ->> 'nif' as emisor,
              not exists (select from verifactu_registro r where r.factura_id = f.id and r.tipo = 'alta') as sin_alta
            from factura f
            where f.con_registro
              and (not exists (select from verifactu_registro r where r.factura_id = f.id and r.tipo = 'alta')
                or (f.anulada_en is not null
                  and not exists (select from verifactu_registro r where r.factura_id = f.id and r.tipo = 'anulacion')))
            order by f.fecha, f.numero""";

    private static final int POR_VEZ = 1000;

    private final JdbcClient jdbc;
    private final RegistrosReadModel registros;

    VerificacionDeCadenas(JdbcClient jdbc, RegistrosReadModel registros) {
        this.jdbc = jdbc;
        this.registros = registros;
    }

    /** What a chain says of its own end. */
    private record Extremo(
            int id,
            String nif,
            String instalacion,
            long posicion,
            @Nullable String huella) {}

    /** All of it as it was at one moment, while others go on issuing. */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    Verificacion verificar() {
        var fallos = new Fallos();
        List<Cadena> cadenas = jdbc.sql(CADENAS).query(Extremo.class).list().stream()
                .map(extremo -> recorrer(extremo, fallos))
                .toList();
        distintos(fallos);
        sinRegistro(fallos);
        long anteriores = jdbc.sql("select count(*) from factura where not con_registro")
                .query(Long.class)
                .single();
        return new Verificacion(fallos.total() == 0, cadenas, anteriores, fallos.total(), fallos.primeros());
    }

    private Cadena recorrer(Extremo extremo, Fallos fallos) {
        var recorrido = new Recorrido(extremo.nif(), fallos);
        try (Stream<Eslabon> eslabones = registros.recorrer(extremo.id())) {
            eslabones.forEach(recorrido::seguir);
        }
        recorrido.terminar(extremo.posicion(), extremo.huella());
        return recorrido.cadena(extremo.instalacion());
    }

    private void distintos(Fallos fallos) {
        jdbc.sql(DISTINTOS).withFetchSize(POR_VEZ).query(row -> {
            fallos.anotar(new Fallo(
                    Motivo.factura,
                    row.getString("emisor"),
                    row.getLong("posicion"),
                    row.getObject("factura_id", UUID.class),
                    row.getString("numero"),
                    "El registro no dice lo mismo que la factura."));
        });
    }

    private void sinRegistro(Fallos fallos) {
        jdbc.sql(SIN_REGISTRO).withFetchSize(POR_VEZ).query(row -> {
            fallos.anotar(new Fallo(
                    Motivo.sin_registro,
                    row.getString("emisor"),
                    null,
                    row.getObject("id", UUID.class),
                    row.getString("numero"),
                    row.getBoolean("sin_alta")
                            ? "La factura se emitió y no tiene registro de alta."
                            : "La factura se anuló y no tiene registro de anulación."));
        });
    }
}
