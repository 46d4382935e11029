package es.crmfactura.factura.remision;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A message was not answered as it should be. */
final class RemisionFallidaException extends Exception {

    /**
     * Of the codes with which a message is refused as a whole: it does not follow the schema, can't be parsed, or has a wrong date.
     * The others are about who sends it, or about the service.
     */
    private static final Set<Integer> POR_UN_REGISTRO = Set.of(4102, 4103, 4106);

    private final boolean nadaLlego;
    private final @Nullable Integer codigo;

    private RemisionFallidaException(
            String message, @Nullable Throwable cause, boolean nadaLlego, @Nullable Integer codigo) {
        super(message, cause);
        this.nadaLlego = nadaLlego;
        this.codigo = codigo;
    }

    /** It is certain that the agency has taken none of the records. */
    static RemisionFallidaException sinEfecto(String motivo, @Nullable Throwable cause) {
        return new RemisionFallidaException(motivo, cause, true, null);
    }

    /** The agency may have taken the records. */
    static RemisionFallidaException incierta(String motivo, @Nullable Throwable cause) {
        return new RemisionFallidaException(motivo, cause, false, null);
    }

    /** The agency has refused the message as a whole, and taken none of the records. */
    static RemisionFallidaException rechazada(String motivo, @Nullable Integer codigo) {
        return new RemisionFallidaException(motivo, null, true, codigo);
    }

    boolean nadaLlego() {
        return nadaLlego;
    }

    /** Whether one record may be at fault, and the others right. */
    boolean esPorUnRegistro() {
        return codigo != null && POR_UN_REGISTRO.contains(codigo);
    }

    String motivo() {
        return String.valueOf(getMessage());
    }

    /** The agency's; null if it gave none. */
    @Nullable
    Integer codigo() {
        return codigo;
    }
}
