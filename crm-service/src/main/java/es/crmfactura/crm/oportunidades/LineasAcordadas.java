package es.crmfactura.crm.oportunidades;

import es.crmfactura.crm.clientes.Oportunidad;
import es.crmfactura.eventos.OportunidadGanada.Linea;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What of an oportunidad is to be invoiced, within the bounds of a line of an invoice. */
final class LineasAcordadas {

    private static final BigDecimal LIMITE = new BigDecimal(100_000_000);
    private static final int DECIMALES = 4;
    private static final int LARGO = 500;

    private LineasAcordadas() {}

    /** All its productos if each of them can be a line, else one line with its value: a part would be too little. */
    static List<Linea> de(Oportunidad oportunidad) {
        List<Linea> lineas = oportunidad.productos().stream()
                .map(LineasAcordadas::linea)
                .flatMap(Optional::stream)
                .toList();
        return lineas.isEmpty() || lineas.size() < oportunidad.productos().size()
                ? List.of(new Linea(oportunidad.titulo(), BigDecimal.ONE, oportunidad.valorEstimado()))
                : lineas;
    }

    private static Optional<Linea> linea(@Nullable Object producto) {
        if (!(producto instanceof Map<?, ?> campos)) {
            return Optional.empty();
        }
        Optional<String> descripcion = Stream.of("descripcion", "nombre")
                .map(campos::get)
                .filter(Objects::nonNull)
                .map(valor -> valor.toString().strip())
                .filter(texto -> !texto.isEmpty() && texto.length() <= LARGO)
                .findFirst();
        Optional<BigDecimal> cantidad = numero(campos.get("cantidad")).filter(numero -> numero.signum() > 0);
        Optional<BigDecimal> precio = numero(campos.get("precio"));
        return descripcion.flatMap(texto -> cantidad.flatMap(n -> precio.map(p -> new Linea(texto, n, p))));
    }

    /** A number, or a text that is one, that is not negative and keeps within four decimals. */
    private static Optional<BigDecimal> numero(@Nullable Object valor) {
        try {
            return Optional.of(new BigDecimal(String.valueOf(valor).strip()))
                    .filter(numero -> numero.signum() >= 0 && numero.compareTo(LIMITE) < 0)
                    .map(numero -> numero.setScale(DECIMALES, RoundingMode.HALF_UP))
                    .map(BigDecimal::stripTrailingZeros);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
