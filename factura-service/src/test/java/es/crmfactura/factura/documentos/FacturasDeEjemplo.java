package es.crmfactura.factura.documentos;

import es.crmfactura.factura.documentos.Documento.Destinatario;
import es.crmfactura.factura.documentos.Documento.Emisor;
import es.crmfactura.factura.documentos.Documento.Linea;
import es.crmfactura.factura.documentos.Documento.Modo;
import es.crmfactura.factura.documentos.Documento.Rectificacion;
import es.crmfactura.factura.emision.Desglose.Impuesto;
import es.crmfactura.factura.emision.Exencion;
import es.crmfactura.factura.emision.TipoFactura;
import es.crmfactura.factura.valores.Importe;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Invoices as they come out of the database, computed by hand. */
public final class FacturasDeEjemplo {

    private static final LocalDate FECHA = LocalDate.of(2026, 11, 25);

    private static final Emisor EMISOR = new Emisor(
            "Distribuciones Hermanos Ibáñez S.L.",
            "B12345674",
            "Polígono Industrial La Peña, nave 14",
            "48003",
            "Bilbao",
            "Bizkaia",
            "administracion@ibanez.example",
            "944 000 000",
            "ES9121000418450200051332");

    private static final Destinatario AUTONOMA = new Destinatario(
            "Nuria Gómez Peña", "nuria@example.com", "12345678Z", "Calle Mayor 1, 2.º A, 28013 Madrid");

    private FacturasDeEjemplo() {}

    /** Three rates, recargo on each, a discount, and income tax withheld. */
    public static Documento completa() {
        return documento(
                "FAC-2026-000123",
                TipoFactura.F1,
                AUTONOMA,
                List.of(
                        linea(
                                "Cafetera profesional de dos grupos, con instalación y puesta en marcha",
                                "1",
                                "1849.90",
                                "10",
                                "21",
                                "5.2",
                                null,
                                "1664.91"),
                        linea(
                                "Café en grano, tueste natural, saco de 5 kg",
                                "24",
                                "38.50",
                                "0",
                                "10",
                                "1.4",
                                null,
                                "924.00"),
                        linea("Leche entera, caja de 12 litros", "30.5", "11.2375", "0", "4", "0.5", null, "342.74"),
                        linea(
                                "Curso de formación para camareros (8 horas)",
                                "1",
                                "240",
                                "0",
                                "0",
                                "0",
                                Exencion.E1,
                                "240.00")),
                List.of(
                        impuesto("21", "1664.91", "349.63", "5.2", "86.58", null),
                        impuesto("10", "924.00", "92.40", "1.4", "12.94", null),
                        impuesto("4", "342.74", "13.71", "0.5", "1.71", null),
                        impuesto("0", "240.00", "0.00", "0", "0.00", Exencion.E1)),
                new String[] {"3171.65", "455.74", "101.23", "475.75", "3252.87"},
                "15",
                null,
                "Transferencia bancaria",
                "Entrega en el local del cliente el 24 de noviembre, albarán 4.217.\nGracias por su confianza.");
    }

    /** By differences: one of the sacks of coffee came back. */
    public static Documento rectificativa() {
        return documento(
                "REC-2026-000007",
                TipoFactura.R1,
                AUTONOMA,
                List.of(linea(
                        "Café en grano, tueste natural, saco de 5 kg (devolución)",
                        "-2",
                        "38.50",
                        "0",
                        "10",
                        "1.4",
                        null,
                        "-77.00")),
                List.of(impuesto("10", "-77.00", "-7.70", "1.4", "-1.08", null)),
                new String[] {"-77.00", "-7.70", "-1.08", "-11.55", "-74.23"},
                "15",
                new Rectificacion(
                        "FAC-2026-000123", FECHA, Modo.diferencias, "Devolución de dos sacos de café en mal estado"),
                null,
                null);
    }

    public static Documento simplificada() {
        return documento(
                "SIM-2026-004512",
                TipoFactura.F2,
                new Destinatario("Cliente de mostrador", null, null, null),
                List.of(
                        linea("Molinillo de café manual", "1", "28.9256", "0", "21", "0", null, "28.93"),
                        linea("Café molido, paquete de 250 g", "3", "4.0455", "0", "10", "0", null, "12.14")),
                List.of(
                        impuesto("21", "28.93", "6.07", "0", "0.00", null),
                        impuesto("10", "12.14", "1.21", "0", "0.00", null)),
                new String[] {"41.07", "7.28", "0.00", "0.00", "48.35"},
                null,
                null,
                "Tarjeta",
                null);
    }

    /** Many lines of one euro each. */
    public static Documento larga(int lineas) {
        Linea una = linea(
                "Servicio de mantenimiento y revisión periódica de la instalación, según contrato",
                "1",
                "1.00",
                "0",
                "21",
                "0",
                null,
                "1.00");
        String base = lineas + ".00";
        var bases = new BigDecimal(base);
        var cuota = new Importe(bases.multiply(new BigDecimal("0.21")));
        return documento(
                "FAC-2026-000124",
                TipoFactura.F1,
                AUTONOMA,
                IntStream.range(0, lineas).mapToObj(i -> una).toList(),
                List.of(impuesto("21", base, cuota.toString(), "0", "0.00", null)),
                new String[] {
                    base,
                    cuota.toString(),
                    "0.00",
                    "0.00",
                    new Importe(bases).mas(cuota).toString()
                },
                null,
                null,
                null,
                null);
    }

    /** In the place of another one. */
    public static Documento sustitutiva() {
        return documento(
                "REC-2026-000008",
                TipoFactura.R4,
                AUTONOMA,
                List.of(linea("Cafetera", "1", "100", "0", "21", "0", null, "100.00")),
                List.of(impuesto("21", "100.00", "21.00", "0", "0.00", null)),
                new String[] {"100.00", "21.00", "0.00", "0.00", "121.00"},
                null,
                new Rectificacion("FAC-2026-000123", FECHA, Modo.sustitucion, "El precio no era ese"),
                null,
                null);
    }

    /** In the place of two simplified ones. */
    public static Documento canje() {
        Documento d = sustitutiva();
        return new Documento(
                d.id(),
                "FAC-2026-000126",
                TipoFactura.F3,
                d.fecha(),
                d.fecha(),
                d.vencimiento(),
                false,
                d.emisor(),
                d.destinatario(),
                d.lineas(),
                d.impuestos(),
                d.baseImponible(),
                d.cuotaIva(),
                d.recargo(),
                null,
                d.retencion(),
                d.total(),
                "Domiciliación",
                "Sin más",
                null,
                List.of("SIM-2026-000001", "SIM-2026-000002"));
    }

    /** Three at 10.00 with tax: 8.26 each, and 24.79 together. */
    public static Documento conIvaIncluido() {
        Linea una = linea("Entrada", "1", "8.2645", "0", "21", "0", null, "8.26");
        return documento(
                "FAC-2026-000127",
                TipoFactura.F1,
                AUTONOMA,
                List.of(una, una, una),
                List.of(impuesto("21", "24.79", "5.21", "0", "0.00", null)),
                new String[] {"24.79", "5.21", "0.00", "0.00", "30.00"},
                null,
                null,
                null,
                null);
    }

    /** For three causes: exempt, not subject, reverse charge. */
    public static Documento sinIva() {
        return documento(
                "FAC-2026-000128",
                TipoFactura.F1,
                AUTONOMA,
                List.of(
                        linea("Curso", "1", "10", "0", "0", "0", Exencion.E1, "10.00"),
                        linea("Indemnización", "3", "3.3333", "0", "0", "0", Exencion.N1, "10.00"),
                        linea("Chatarra", "1", "10", "0", "0", "0", Exencion.S2, "10.00")),
                List.of(
                        impuesto("0", "10.00", "0.00", "0", "0.00", Exencion.E1),
                        impuesto("0", "10.00", "0.00", "0", "0.00", Exencion.N1),
                        impuesto("0", "10.00", "0.00", "0", "0.00", Exencion.S2)),
                new String[] {"30.00", "0.00", "0.00", "0.00", "30.00"},
                null,
                null,
                null,
                null);
    }

    public static Documento anulada() {
        return con(larga(60), EMISOR, AUTONOMA, larga(60).lineas(), true);
    }

    /** @param texto is all that a text can be, up to the lengths that the API takes */
    public static Documento conTextos(String nombre, String descripcion, String direccion, String notas) {
        Documento base = completa();
        var emisor = new Emisor(nombre, "B12345674", direccion, "48003", nombre, nombre, null, null, null);
        var cliente = new Destinatario(nombre, null, "12345678Z", direccion);
        Linea una = base.lineas().get(0);
        Documento otra = con(
                base,
                emisor,
                cliente,
                List.of(new Linea(
                        descripcion,
                        una.cantidad(),
                        una.precio(),
                        una.descuento(),
                        una.iva(),
                        una.recargo(),
                        null,
                        una.importe())),
                false);
        return conNotas(otra, notas);
    }

    /** One line with all the figures that the database has room for. */
    public static Documento conImporte(String importe) {
        return documento(
                "FAC-2026-000125",
                TipoFactura.F1,
                AUTONOMA,
                List.of(linea("Todo", "99999999.9999", "99999999.9999", "0", "0", "0", null, importe)),
                List.of(impuesto("0", importe, "0.00", "0", "0.00", null)),
                new String[] {importe, "0.00", "0.00", "0.00", importe},
                null,
                null,
                null,
                null);
    }

    private static Documento con(
            Documento d, Emisor emisor, Destinatario destinatario, List<Linea> lineas, boolean anulada) {
        return new Documento(
                d.id(),
                d.numero(),
                d.tipo(),
                d.fecha(),
                d.fechaOperacion(),
                d.vencimiento(),
                anulada,
                emisor,
                destinatario,
                lineas,
                d.impuestos(),
                d.baseImponible(),
                d.cuotaIva(),
                d.recargo(),
                d.retencionIrpf(),
                d.retencion(),
                d.total(),
                d.formaPago(),
                d.notas(),
                d.rectificacion(),
                d.canjeadas());
    }

    private static Documento conNotas(Documento d, String notas) {
        return new Documento(
                d.id(),
                d.numero(),
                d.tipo(),
                d.fecha(),
                d.fechaOperacion(),
                d.vencimiento(),
                d.anulada(),
                d.emisor(),
                d.destinatario(),
                d.lineas(),
                d.impuestos(),
                d.baseImponible(),
                d.cuotaIva(),
                d.recargo(),
                d.retencionIrpf(),
                d.retencion(),
                d.total(),
                d.formaPago(),
                notas,
                d.rectificacion(),
                d.canjeadas());
    }

    /** @param importes base, IVA, recargo, what is withheld, total */
    private static Documento documento(
            String numero,
            TipoFactura tipo,
            Destinatario destinatario,
            List<Linea> lineas,
            List<Impuesto> impuestos,
            String[] importes,
            @Nullable String retencionIrpf,
            @Nullable Rectificacion rectificacion,
            @Nullable String formaPago,
            @Nullable String notas) {
        return new Documento(
                new UUID(0, 1),
                numero,
                tipo,
                FECHA,
                null,
                FECHA.plusDays(30),
                false,
                EMISOR,
                destinatario,
                lineas,
                impuestos,
                importe(importes[0]),
                importe(importes[1]),
                importe(importes[2]),
                retencionIrpf == null ? null : new BigDecimal(retencionIrpf),
                importe(importes[3]),
                importe(importes[4]),
                formaPago,
                notas,
                rectificacion,
                List.of());
    }

    private static Linea linea(
            String descripcion,
            String cantidad,
            String precio,
            String descuento,
            String iva,
            String recargo,
            @Nullable Exencion exencion,
            String importe) {
        return new Linea(
                descripcion,
                new BigDecimal(cantidad),
                new BigDecimal(precio),
                new BigDecimal(descuento),
                new BigDecimal(iva),
                new BigDecimal(recargo),
                exencion,
                importe(importe));
    }

    private static Impuesto impuesto(
            String tipo, String base, String cuota, String recargoTipo, String recargo, @Nullable Exencion exencion) {
        return new Impuesto(
                new BigDecimal(tipo),
                importe(base),
                importe(cuota),
                new BigDecimal(recargoTipo),
                importe(recargo),
                exencion);
    }

    private static Importe importe(String euros) {
        return new Importe(new BigDecimal(euros));
    }
}
