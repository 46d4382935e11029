package es.crmfactura.factura.verifactu;

import es.crmfactura.factura.verifactu.Contenido.DatosDeAlta;
import es.crmfactura.factura.verifactu.Contenido.Detalle;
import es.crmfactura.factura.verifactu.Contenido.Rectificacion;
import es.crmfactura.factura.verifactu.Xml.Espacio;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A record as the agency's schema has it (SuministroInformacion.xsd, version 1.0). */
public final class RegistroEnXml {

    private static final String VERSION = "1.0";
    private static final String IVA = "01";
    private static final String SHA_256 = "01";
    private static final BigDecimal MACRODATO = new BigDecimal("100000000");

    private final Xml xml;
    private final Encadenado encadenado;
    private final Registro registro;

    private RegistroEnXml(Xml xml, Encadenado encadenado) {
        this.xml = xml;
        this.encadenado = encadenado;
        this.registro = encadenado.registro();
    }

    /** The record alone, in UTF-8. */
    public static byte[] documento(Encadenado registro) {
        return Xml.documento(xml -> escribir(xml, registro, Espacio.SF));
    }

    /** As a part of a document. */
    public static void escribir(Xml xml, Encadenado registro, Espacio... declarados) {
        new RegistroEnXml(xml, registro).escribir(declarados);
    }

    private void escribir(Espacio... declarados) {
        DatosDeAlta alta = registro.contenido().alta();
        xml.elemento(
                Espacio.SF,
                alta == null ? "RegistroAnulacion" : "RegistroAlta",
                () -> {
                    xml.campo("IDVersion", VERSION);
                    if (alta == null) {
                        anulacion();
                    } else {
                        alta(alta);
                    }
                    encadenamiento();
                    sistema(registro.contenido().sistema());
                    xml.campo("FechaHoraHusoGenRegistro", registro.generado());
                    xml.campo("TipoHuella", SHA_256);
                    xml.campo("Huella", registro.huella());
                },
                declarados);
    }

    private void anulacion() {
        Referencia factura = registro.factura();
        xml.grupo("IDFactura", () -> {
            xml.campo("IDEmisorFacturaAnulada", factura.emisor());
            xml.campo("NumSerieFacturaAnulada", factura.numero());
            xml.campo("FechaExpedicionFacturaAnulada", factura.fecha());
        });
        xml.campo("RefExterna", encadenado.refExterna());
        xml.campo("SinRegistroPrevio", registro.sinRegistroPrevio() ? "S" : null);
        xml.campo("RechazoPrevio", registro.rechazoPrevio());
    }

    private void alta(DatosDeAlta alta) {
        factura("IDFactura", registro.factura());
        xml.campo("RefExterna", encadenado.refExterna());
        xml.campo("NombreRazonEmisor", registro.contenido().nombreEmisor());
        xml.campo("Subsanacion", registro.subsana() == null ? null : "S");
        xml.campo("RechazoPrevio", registro.rechazoPrevio());
        xml.campo("TipoFactura", registro.tipoFactura());
        if (alta.rectificacion() != null) {
            rectificacion(alta.rectificacion());
        }
        sustituidas(alta.sustituidas());
        if (alta.rectificacion() != null) {
            importeRectificado(alta.rectificacion().importe());
        }
        xml.campo("FechaOperacion", alta.fechaOperacion());
        xml.campo("DescripcionOperacion", alta.descripcion());
        xml.campo("Macrodato", esMacrodato() ? "S" : null);
        destinatario(alta.destinatario());
        xml.grupo("Desglose", () -> alta.desglose().forEach(this::detalle));
        xml.campo("CuotaTotal", registro.cuotaTotal());
        xml.campo("ImporteTotal", registro.importeTotal());
    }

    private boolean esMacrodato() {
        return new BigDecimal(Objects.requireNonNull(registro.importeTotal()))
                        .abs()
                        .compareTo(MACRODATO)
                >= 0;
    }

    private void rectificacion(Rectificacion rectificacion) {
        xml.campo("TipoRectificativa", rectificacion.tipo());
        xml.grupo("FacturasRectificadas", () -> factura("IDFacturaRectificada", rectificacion.rectificada()));
    }

    private void importeRectificado(Contenido.@Nullable ImporteRectificado importe) {
        if (importe != null) {
            xml.grupo("ImporteRectificacion", () -> {
                xml.campo("BaseRectificada", importe.base());
                xml.campo("CuotaRectificada", importe.cuota());
                xml.campo("CuotaRecargoRectificado", importe.recargo());
            });
        }
    }

    private void sustituidas(@Nullable List<Referencia> sustituidas) {
        if (sustituidas != null && !sustituidas.isEmpty()) {
            xml.grupo("FacturasSustituidas", () -> sustituidas.forEach(una -> factura("IDFacturaSustituida", una)));
        }
    }

    private void factura(String grupo, Referencia factura) {
        xml.grupo(grupo, () -> campos(factura));
    }

    private void campos(Referencia factura) {
        xml.campo("IDEmisorFactura", factura.emisor());
        xml.campo("NumSerieFactura", factura.numero());
        xml.campo("FechaExpedicionFactura", factura.fecha());
    }

    private void destinatario(Alta.@Nullable Persona persona) {
        if (persona != null) {
            xml.grupo(
                    "Destinatarios",
                    () -> xml.grupo("IDDestinatario", () -> {
                        xml.campo("NombreRazon", persona.nombre());
                        xml.campo("NIF", persona.nif());
                    }));
        }
    }

    private void detalle(Detalle detalle) {
        xml.grupo("DetalleDesglose", () -> {
            xml.campo("Impuesto", IVA);
            xml.campo("ClaveRegimen", detalle.claveRegimen());
            xml.campo("CalificacionOperacion", detalle.calificacion());
            xml.campo("OperacionExenta", detalle.exenta());
            xml.campo("TipoImpositivo", detalle.tipo());
            xml.campo("BaseImponibleOimporteNoSujeto", detalle.base());
            xml.campo("CuotaRepercutida", detalle.cuota());
            xml.campo("TipoRecargoEquivalencia", detalle.recargoTipo());
            xml.campo("CuotaRecargoEquivalencia", detalle.recargo());
        });
    }

    private void encadenamiento() {
        Referencia anterior = encadenado.anterior();
        xml.grupo("Encadenamiento", () -> {
            if (anterior == null) {
                xml.campo("PrimerRegistro", "S");
            } else {
                xml.grupo("RegistroAnterior", () -> {
                    campos(anterior);
                    xml.campo("Huella", registro.huellaAnterior());
                });
            }
        });
    }

    private void sistema(SistemaInformatico sistema) {
        xml.grupo("SistemaInformatico", () -> {
            xml.campo("NombreRazon", sistema.productor());
            xml.campo("NIF", sistema.nif());
            xml.campo("NombreSistemaInformatico", sistema.nombre());
            xml.campo("IdSistemaInformatico", sistema.id());
            xml.campo("Version", sistema.version());
            xml.campo("NumeroInstalacion", sistema.instalacion());
            xml.campo("TipoUsoPosibleSoloVerifactu", siNo(sistema.soloVerifactu()));
            xml.campo("TipoUsoPosibleMultiOT", siNo(sistema.variosObligados()));
            xml.campo("IndicadorMultiplesOT", siNo(sistema.tieneVariosObligados()));
        });
    }

    private static String siNo(boolean si) {
        return si ? "S" : "N";
    }
}
