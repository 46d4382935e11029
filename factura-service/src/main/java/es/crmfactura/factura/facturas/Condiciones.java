package es.crmfactura.factura.facturas;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A filter in SQL, with its values as named parameters. */
final class Condiciones {

    private final List<String> sql = new ArrayList<>(List.of("true"));
    private final Map<String, Object> valores = new HashMap<>();

    /** Of issued invoices. */
    Condiciones(FiltroDeFacturas filtro, LocalDate hoy) {
        valores.put("hoy", hoy);
        if (filtro.estado() != null) {
            y(filtro.estado().condicion());
        }
        if (Boolean.TRUE.equals(filtro.vencidas())) {
            y(Estado.vencida.condicion());
        }
        deContenido(filtro);
    }

    private Condiciones() {}

    /** What is asked for of drafts, none of which is overdue. */
    static Condiciones deBorradores(FiltroDeFacturas filtro) {
        var condiciones = new Condiciones();
        if (Boolean.TRUE.equals(filtro.vencidas())) {
            condiciones.y("false");
        }
        condiciones.deContenido(filtro);
        return condiciones;
    }

    private void deContenido(FiltroDeFacturas filtro) {
        y(
                "cliente_crm_id = any(:clientes)",
                "clientes",
                filtro.clientes() == null ? null : filtro.clientes().toArray(UUID[]::new));
        y(
                "serie = :serie",
                "serie",
                filtro.serie() == null ? null : filtro.serie().name());
        y("fecha >= :desde", "desde", filtro.desde());
        y("fecha <= :hasta", "hasta", filtro.hasta());
        y(
                "(numero ilike :buscar or cliente_nombre ilike :buscar or cliente_cif_nif ilike :buscar)",
                "buscar",
                filtro.buscar() == null
                        ? null
                        : "%" + filtro.buscar().strip().replaceAll("([\\\\%_])", "\\\\$1") + "%");
    }

    private void y(String condicion) {
        sql.add("(" + condicion + ")");
    }

    private void y(String condicion, String nombre, @Nullable Object valor) {
        if (valor != null) {
            y(condicion);
            valores.put(nombre, valor);
        }
    }

    String sql() {
        return String.join(" and ", sql);
    }

    Map<String, Object> valores() {
        return valores;
    }
}
