package es.crmfactura.factura.verifactu;

import es.crmfactura.factura.valores.Importe;
import es.crmfactura.factura.valores.Nif;
import es.crmfactura.factura.verifactu.ReglaIncumplidaException.Regla;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * What the agency refuses a record for, as far as an invoice that our own rules let pass can break it ("Validaciones y errores
 * VERI*FACTU"). Better told when the invoice is issued than when its record comes back.
 */
@Component
class ReglasDeAlta {

    private static final int LINEAS_DE_DESGLOSE = 12;
    private static final int ANYOS_DE_OPERACION = 20;
    private static final BigDecimal LIMITE = BigDecimal.TEN.pow(12);

    private final LocalDate primeraFecha;
    private final Clock clock;

    ReglasDeAlta(VerifactuProperties properties, Clock clock) {
        this.primeraFecha = properties.primeraFecha();
        this.clock = clock;
    }

    /** @throws ReglaIncumplidaException for what the invoice itself shows */
    void comprobar(Alta alta) {
        List<Regla> rotas = new ArrayList<>();
        fechas(alta, rotas);
        importes(alta, rotas);
        exigir(
                rotas,
                alta.destinatario() != null || !Alta.nombraDestinatario(alta.tipo()),
                "1189",
                "cliente",
                "hace falta");
        exigir(
                rotas,
                Alta.nombraDestinatario(alta.tipo())
                        || alta.impuestos().stream().noneMatch(i -> "S2".equals(i.causa())),
                "1197",
                "items",
                "con inversión del sujeto pasivo (S2) la factura no puede ser simplificada: pida la serie FAC");
        lanzar(rotas);
    }

    private void fechas(Alta alta, List<Regla> rotas) {
        exigir(
                rotas,
                !alta.fecha().isBefore(primeraFecha),
                "1152",
                "fecha",
                "no puede ser anterior al " + Formato.fecha(primeraFecha));
        LocalDate operacion = alta.fechaOperacion();
        if (operacion != null) {
            exigir(
                    rotas,
                    !operacion.isAfter(alta.fecha()),
                    "1146",
                    "fecha_operacion",
                    "no puede ser posterior a la fecha");
            LocalDate limite = LocalDate.now(clock).minusYears(ANYOS_DE_OPERACION);
            exigir(
                    rotas,
                    !operacion.isBefore(limite),
                    "1134",
                    "fecha_operacion",
                    "no puede ser de hace más de veinte años");
        }
    }

    private static void importes(Alta alta, List<Regla> rotas) {
        exigir(
                rotas,
                alta.impuestos().size() <= LINEAS_DE_DESGLOSE,
                "4113",
                "items",
                "no pueden llevar más de doce combinaciones de IVA, recargo y exención");
        exigir(
                rotas,
                alta.impuestos().stream().map(Alta.Impuesto::base).allMatch(ReglasDeAlta::cabe)
                        && cabe(alta.importeTotal()),
                "1267",
                "items",
                "no pueden sumar un billón de euros o más");
    }

    private static boolean cabe(Importe importe) {
        return importe.euros().abs().compareTo(LIMITE) < 0;
    }

    /**
     * @param emisor the issuer's NIF
     * @throws ReglaIncumplidaException for what only shows together with the issuer
     */
    static void comprobarPartes(String emisor, List<Alta> altas) {
        List<Regla> rotas = new ArrayList<>();
        exigir(rotas, Nif.de(emisor).isPresent(), "1219", "emisor", "no tiene un NIF válido: corríjalo en /api/emisor");
        exigir(
                rotas,
                altas.stream()
                        .map(Alta::destinatario)
                        .noneMatch(d -> d != null && d.nif().equals(emisor)),
                "1193",
                "cliente.cif_nif",
                "no puede ser el del emisor");
        lanzar(rotas);
    }

    private static void exigir(List<Regla> rotas, boolean bien, String codigo, String campo, String mensaje) {
        if (!bien) {
            rotas.add(new Regla(codigo, campo, mensaje));
        }
    }

    private static void lanzar(List<Regla> rotas) {
        if (!rotas.isEmpty()) {
            throw new ReglaIncumplidaException(rotas);
        }
    }
}
