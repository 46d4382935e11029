package es.crmfactura.factura.lotes.recepcion;

import es.crmfactura.factura.lotes.rechazos.Rechazo;
import es.crmfactura.factura.lotes.rechazos.Rechazos;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes down the rows of a lote, some at a time. */
@Component
class FilasRecibidas {

    private static final int POR_VEZ = 500;
    private static final int CARACTERES_POR_VEZ = 1_000_000;

    private static final String GUARDAR = """
            insert into lote_fila (lote_id, fila, linea, referencia, fecha, contenido)
            select :lote, f.fila, f.linea, f.referencia, coalesce(f.fecha, 'infinity'), cast(f.contenido as json)
            from unnest(cast(:filas as int[]), cast(:lineas as bigint[]), cast(:referencias as text[]),
              cast(:fechas as date[]), cast(:contenidos as text[])) as f (fila, linea, referencia, fecha, contenido)""";

    private final JdbcClient jdbc;
    private final Rechazos rechazos;

    FilasRecibidas(JdbcClient jdbc, Rechazos rechazos) {
        this.jdbc = jdbc;
        this.rechazos = rechazos;
    }

    DeUnLote de(UUID lote) {
        return new DeUnLote(lote);
    }

    /** Writes them when there are enough; the last ones when it is told to. */
    final class DeUnLote implements Consumer<FilaRecibida> {

        private final UUID lote;
        private final List<FilaRecibida> filas = new ArrayList<>();
        private int caracteres;

        private DeUnLote(UUID lote) {
            this.lote = lote;
        }

        @Override
        public void accept(FilaRecibida fila) {
            filas.add(fila);
            caracteres += fila.contenido() == null ? 0 : fila.contenido().length();
            if (filas.size() >= POR_VEZ || caracteres >= CARACTERES_POR_VEZ) {
                guardar();
            }
        }

        void guardar() {
            jdbc.sql(GUARDAR)
                    .param("lote", lote)
                    .param("filas", columna(FilaRecibida::numero))
                    .param("lineas", columna(FilaRecibida::linea))
                    .param("referencias", columna(FilaRecibida::referencia))
                    .param("fechas", columna(FilaRecibida::fecha))
                    .param("contenidos", columna(FilaRecibida::contenido))
                    .update();
            rechazos.anotar(
                    lote,
                    filas.stream()
                            .filter(fila -> fila.problema() != null)
                            .map(fila -> Rechazo.de(fila.numero(), Objects.requireNonNull(fila.problema())))
                            .toList());
            filas.clear();
            caracteres = 0;
        }

        /** As the text array that the driver sends, which the statement casts. */
        private String[] columna(Function<FilaRecibida, @Nullable Object> valor) {
            return filas.stream()
                    .map(fila -> Objects.toString(valor.apply(fila), null))
                    .toArray(String[]::new);
        }
    }
}
