package es.crmfactura.factura.verifactu;

import com.fasterxml.jackson.annotation.JsonInclude;
import es.crmfactura.factura.verifactu.OtrasFacturas.Otra;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a record says besides what its huella is made of. It is kept with it: neither a new version of the program nor new
 * settings change what an old record says.
 *
 * @param alta null in an anulación
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Contenido(
        String nombreEmisor,
        SistemaInformatico sistema,
        @Nullable DatosDeAlta alta) {

    /**
     * @param fechaOperacion dd-MM-yyyy
     * @param sustituidas the simplified invoices in exchange for which it was issued
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record DatosDeAlta(
            @Nullable String fechaOperacion,
            String descripcion,
            Alta.@Nullable Persona destinatario,
            List<Detalle> desglose,
            @Nullable Rectificacion rectificacion,
            @Nullable List<Referencia> sustituidas) {

        /** @param otras the invoices that it names, by their ids */
        static DatosDeAlta de(Alta alta, Map<UUID, Otra> otras) {
            var operacion = alta.fechaOperacion();
            var destinatario = alta.destinatario();
            return new DatosDeAlta(
                    operacion == null ? null : Formato.fecha(operacion),
                    Texto.de(alta.descripcion(), Texto.DESCRIPCION),
                    destinatario == null ? null : destinatario.conNombre(destinatario.nombre()),
                    alta.impuestos().stream().map(Detalle::de).toList(),
                    alta.rectifica() == null ? null : Rectificacion.de(alta.rectifica(), otras),
                    alta.canjeadas().stream()
                            .map(id -> Objects.requireNonNull(otras.get(id)).referencia())
                            .toList());
        }

        DatosDeAlta con(Registros.Textos textos) {
            String nombre = textos.nombreDestinatario();
            return new DatosDeAlta(
                    fechaOperacion,
                    textos.descripcion() == null ? descripcion : Texto.de(textos.descripcion(), Texto.DESCRIPCION),
                    destinatario == null || nombre == null ? destinatario : destinatario.conNombre(nombre),
                    desglose,
                    rectificacion,
                    sustituidas);
        }
    }

    /**
     * @param tipo S, in the place of the other invoice, or I, by the difference
     * @param importe what the other invoice had come to; only with S
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Rectificacion(
            String tipo, Referencia rectificada, @Nullable ImporteRectificado importe) {

        static Rectificacion de(Alta.Rectifica rectifica, Map<UUID, Otra> otras) {
            Otra otra = Objects.requireNonNull(otras.get(rectifica.facturaId()));
            return rectifica.enSuLugar()
                    ? new Rectificacion("S", otra.referencia(), otra.importe())
                    : new Rectificacion("I", otra.referencia(), null);
        }
    }

    record ImporteRectificado(String base, String cuota, String recargo) {}

    /** A line of the Desglose, as text: what is null is not in the XML. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Detalle(
            String claveRegimen,
            @Nullable String calificacion,
            @Nullable String exenta,
            @Nullable String tipo,
            String base,
            @Nullable String cuota,
            @Nullable String recargoTipo,
            @Nullable String recargo) {

        private static final String GENERAL = "01";
        private static final String EXPORTACION = "02";
        private static final String RECARGO_DE_EQUIVALENCIA = "18";

        /**
         * By the agency's validations: recargo only and always with 18 (1279, 1280); E2 and E3 not with 01 (1199); with S2 the
         * rate and the cuota are 0 (1198); where nothing is taxed there is neither (1237, 1238).
         */
        static Detalle de(Alta.Impuesto impuesto) {
            String causa = impuesto.causa();
            if (causa == null) {
                return sujeta(impuesto);
            }
            String base = impuesto.base().toString();
            return switch (causa) {
                case "S2" -> new Detalle(GENERAL, causa, null, "0", base, "0.00", null, null);
                case "N1", "N2" -> new Detalle(GENERAL, causa, null, null, base, null, null, null);
                case "E2", "E3" -> new Detalle(EXPORTACION, null, causa, null, base, null, null, null);
                default -> new Detalle(GENERAL, null, causa, null, base, null, null, null);
            };
        }

        private static Detalle sujeta(Alta.Impuesto impuesto) {
            boolean conRecargo = impuesto.recargoTipo().signum() != 0;
            return new Detalle(
                    conRecargo ? RECARGO_DE_EQUIVALENCIA : GENERAL,
                    "S1",
                    null,
                    porcentaje(impuesto.tipo()),
                    impuesto.base().toString(),
                    impuesto.cuota().toString(),
                    conRecargo ? porcentaje(impuesto.recargoTipo()) : null,
                    conRecargo ? impuesto.recargo().toString() : null);
        }

        private static String porcentaje(BigDecimal tipo) {
            return tipo.stripTrailingZeros().toPlainString();
        }
    }
}
