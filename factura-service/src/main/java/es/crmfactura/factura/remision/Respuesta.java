package es.crmfactura.factura.remision;

import es.crmfactura.factura.verifactu.Encadenado;
import es.crmfactura.factura.verifactu.Registro;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the agency answers to a message.
 *
 * @param espera until the next one; null if it does not say
 * @param csv by which what it took can be looked up
 */
record Respuesta(@Nullable Duration espera, @Nullable String csv, List<Linea> lineas) {

    private static final int YA_ANULADA = 3001;

    /**
     * What became of one record.
     *
     * @param clave the invoice and whether it was issued or cancelled
     * @param refExterna as it was sent
     * @param estado Correcto, AceptadoConErrores or Incorrecto
     * @param duplicado what the agency says of the one that it has already; null if it has none
     */
    record Linea(
            Clave clave,
            @Nullable String refExterna,
            String estado,
            @Nullable Integer codigo,
            @Nullable String descripcion,
            @Nullable String duplicado) {

        /** As a record that makes the agency refuse the whole message. */
        static Linea rechazada(Encadenado registro, RemisionFallidaException fallo) {
            return new Linea(Clave.de(registro), null, "Incorrecto", fallo.codigo(), fallo.motivo(), null);
        }

        EstadoDeRegistro desenlace() {
            return switch (estado) {
                case "Correcto" -> EstadoDeRegistro.aceptado;
                case "AceptadoConErrores" -> EstadoDeRegistro.aceptado_con_errores;
                default -> yaLoTenia() ? delQueTenia() : EstadoDeRegistro.rechazado;
            };
        }

        /** From an attempt whose answer did not arrive. */
        boolean yaLoTenia() {
            return duplicado != null
                    || (clave.anulacion() && Integer.valueOf(YA_ANULADA).equals(codigo));
        }

        private EstadoDeRegistro delQueTenia() {
            return "AceptadaConErrores".equals(duplicado)
                    ? EstadoDeRegistro.aceptado_con_errores
                    : EstadoDeRegistro.aceptado;
        }
    }

    record Clave(String numero, String fecha, boolean anulacion) {

        static Clave de(Encadenado encadenado) {
            var registro = encadenado.registro();
            return new Clave(
                    registro.factura().numero(),
                    registro.factura().fecha(),
                    registro.tipo() == Registro.Tipo.anulacion);
        }
    }

    /** What it says of each record, by its id; the agency answers in the order of the message, and repeats our reference. */
    Map<Long, Linea> porRegistro(List<Encadenado> registros) {
        List<Encadenado> quedan = new ArrayList<>(registros);
        Map<Long, Linea> encontradas = new HashMap<>();
        for (Linea linea : lineas) {
            Optional<Encadenado> registro = quedan.stream()
                    .filter(r -> linea.refExterna() == null
                            ? linea.clave().equals(Clave.de(r))
                            : linea.refExterna().equals(r.refExterna()))
                    .findFirst();
            registro.ifPresent(r -> {
                quedan.remove(r);
                encontradas.put(r.id(), linea);
            });
        }
        return encontradas;
    }
}
