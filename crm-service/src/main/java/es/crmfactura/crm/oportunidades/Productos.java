package es.crmfactura.crm.oportunidades;

import es.crmfactura.web.CampoInvalido;
import es.crmfactura.web.CamposInvalidos;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is offered has any shape, as long as it can be written out and read again wherever it is answered. */
final class Productos {

    private static final int HONDURA = 20;
    private static final int DIGITOS = 100;

    private Productos() {}

    /** @throws CamposInvalidos if it is nested too deeply, or has a number that nobody could write out */
    static void comprobar(List<@Nullable Object> productos) {
        if (!cabe(productos, HONDURA)) {
            throw new CamposInvalidos(List.of(new CampoInvalido(
                    "productos",
                    "tiene algo que no se puede guardar: más de %d niveles o un número de más de %d cifras"
                            .formatted(HONDURA, DIGITOS))));
        }
    }

    private static boolean cabe(@Nullable Object valor, int hondura) {
        if (valor instanceof Map<?, ?> campos) {
            return hondura > 0 && campos.values().stream().allMatch(campo -> cabe(campo, hondura - 1));
        }
        if (valor instanceof Collection<?> lista) {
            return hondura > 0 && lista.stream().allMatch(uno -> cabe(uno, hondura - 1));
        }
        return !(valor instanceof Number numero) || cabe(new BigDecimal(numero.toString()));
    }

    private static boolean cabe(BigDecimal numero) {
        return numero.precision() <= DIGITOS && Math.abs((long) numero.scale()) <= DIGITOS;
    }
}
