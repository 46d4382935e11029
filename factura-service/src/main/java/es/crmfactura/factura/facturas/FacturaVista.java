package es.crmfactura.factura.facturas;

import es.crmfactura.factura.emision.Borrador;
import es.crmfactura.factura.emision.Desglose;
import es.crmfactura.factura.emision.Destinatario;
import es.crmfactura.factura.emision.EmisionDeFacturas;
import es.crmfactura.factura.emision.Exencion;
import es.crmfactura.factura.emision.Factura;
import es.crmfactura.factura.emision.Linea;
import es.crmfactura.factura.emision.NuevaFactura;
import es.crmfactura.factura.emision.Rectificacion.Modo;
import es.crmfactura.factura.emision.Referencia;
import es.crmfactura.factura.emision.Serie;
import es.crmfactura.factura.emision.TipoFactura;
import es.crmfactura.factura.emision.Totales;
import es.crmfactura.factura.valores.Importe;
import es.crmfactura.web.Versionado;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An invoice as it is answered. */
@Schema(name = "Factura")
record FacturaVista(
        @Schema(example = "01936b2e-7c1a-7d55-9d5b-0c6f0a4f1e22")
        UUID id,

        @Schema(
                description = "Lo que se envía en If-Match para cambiar un borrador o anular una factura",
                example = "1")
        long version,

        @Schema(description = "Un borrador no lo tiene", example = "FAC-2026-000001") @Nullable
        String numero,

        @Schema(
                description = "FAC, completa; SIM, simplificada, o REC, rectificativa. En un borrador, si se ha pedido",
                example = "FAC")
        @Nullable
        Serie serie,

        @Schema(
                description =
                        "F1, completa; F2, simplificada; F3, completa en canje de simplificadas; R1 a R4, rectificativa de una"
                                + " completa, o R5, de una simplificada. Un borrador no lo tiene",
                example = "F1")
        @Nullable
        TipoFactura tipo,

        @Schema(
                description =
                        "borrador, emitida, parcialmente_pagada, vencida, pagada, anulada o rectificada: otra ocupa su lugar, o le ha quitado lo que se debía",
                example = "emitida")
        Estado estado,

        @Schema(description = "El cliente en el CRM; null hasta que el CRM lo da a conocer") @Nullable
        UUID clienteCrmId,

        @Schema(description = "En un borrador, null mientras no se sepa", example = "Bar Manolo S.L.") @Nullable
        String clienteNombre,

        @Schema(description = "Los datos del cliente al emitir la factura; en un borrador, los de ahora") @Nullable
        Cliente cliente,

        @Schema(description = "En un borrador, null si ha de ser la del día en que se emita", example = "2026-11-22")
        @Nullable
        LocalDate fecha,

        @Nullable LocalDate fechaOperacion,

        @Schema(description = "En un borrador, null si han de ser 30 días", example = "2026-12-22") @Nullable
        LocalDate vencimiento,

        @Schema(description = "Cuándo se emitió") @Nullable Instant fechaEmision,

        @Schema(description = "Cuándo se anuló; null si no está anulada", example = "2026-11-25T10:15:30+01:00")
        @Nullable
        Instant anuladaEn,

        @Schema(description = "Por qué se anuló", example = "Emitida dos veces") @Nullable
        String motivoAnulacion,

        List<Item> items,

        @Schema(description = "El IVA y el recargo, por tipo y por causa de no llevarlo")
        List<Desglose.Impuesto> desglose,

        @Schema(example = "250.00") Importe baseImponible,
        @Schema(example = "42.00") Importe cuotaIva,

        @Schema(description = "El recargo de equivalencia", example = "0.00")
        Importe recargo,

        @Schema(description = "Porcentaje que el cliente retiene sobre la base; null si ninguno", example = "15")
        @Nullable
        BigDecimal retencionIrpf,

        @Schema(description = "Lo que el cliente retiene", example = "37.50")
        Importe retencion,

        @Schema(description = "Base, IVA y recargo, menos la retención: lo que el cliente debe", example = "254.50")
        Importe total,

        @Schema(description = "Lo que se ha pagado de ella", example = "0.00")
        Importe pagado,

        @Schema(
                description =
                        "Lo que no hay que pagar de ella por otras: lo pagado de las que sustituye, y lo que le quitan sus"
                                + " rectificativas por diferencias",
                example = "0.00")
        Importe compensado,

        @Schema(
                description =
                        "Lo que queda por pagar. Nada en un borrador, en una anulada, en una a la que otra sustituye y en una"
                                + " rectificativa que quita",
                example = "254.50")
        Importe pendiente,

        @Schema(
                description = "Lo que la factura ha de decir de lo que no lleva IVA",
                example = "[\"Operación exenta conforme al artículo 20 de la Ley 37/1992\"]")
        List<String> menciones,

        @Nullable String formaPago,
        @Nullable String notas,

        @Schema(description = "La factura que rectifica, si es una rectificativa") @Nullable
        Rectifica rectifica,

        @Schema(description = "Las que la rectifican, o aquella por la que se ha canjeado; sin las anuladas")
        List<RectificadaPor> rectificadaPor,

        @Schema(description = "Las facturas simplificadas por las que se ha canjeado")
        List<Referencia> canjea,

        @Schema(
                description =
                        "La huella de su registro de facturación VERI*FACTU; null en un borrador, y en las facturas anteriores"
                                + " a esos registros",
                example = "3C464DAF61ACB827C65FDA19F352A4E3BDC2C640E9E9FC4CC058073F38F12F60")
        @Nullable
        String huella,

        @Schema(
                description =
                        "La dirección de su código QR, donde se coteja con la Agencia Tributaria; null sin huella",
                example =
                        "https://www2.agenciatributaria.gob.es/wlpl/TIKE-CONT/ValidarQR?nif=B99999997&numserie=FAC-2026-000001&fecha=22-11-2026&importe=292.00")
        @Nullable
        URI qrUrl,

        @Schema(description = "De qué viene, si viene de una oportunidad del CRM") @Nullable
        Origen origen)
        implements Versionado {

    @Schema(name = "FacturaRectifica")
    record Rectifica(
            @Schema(example = "01936b2e-7c1a-7d55-9d5b-0c6f0a4f1e22")
            UUID id,

            @Schema(example = "FAC-2026-000001") String numero,

            @Schema(description = "diferencias, si suma sus importes a los de la otra; sustitucion, si ocupa su lugar")
            Modo tipo,

            @Schema(example = "Devuelve una unidad") String motivo) {}

    @Schema(name = "FacturaRectificadaPor")
    record RectificadaPor(
            @Schema(example = "01936b2e-7c1a-7d55-9d5b-0c6f0a4f1e55")
            UUID id,

            @Schema(example = "REC-2026-000001") String numero,

            @Schema(description = "diferencias, sustitucion, o canje por una factura completa")
            Relacion tipo,

            @Schema(description = "En un canje no hay", example = "Devuelve una unidad") @Nullable
            String motivo,

            @Schema(description = "El de la otra factura", example = "-121.00")
            Importe total) {

        // constants are spelled as the API spells them
        enum Relacion {
            diferencias,
            sustitucion,
            canje
        }
    }

    /** @param titulo as it was when it was won */
    record Origen(
            @Schema(example = "01936b2e-7c1a-7d55-9d5b-0c6f0a4f1e44")
            UUID oportunidadId,

            @Schema(example = "Horno nuevo") String titulo) {}

    @Schema(name = "ClienteFacturado")
    record Cliente(
            @Schema(example = "Bar Manolo S.L.") String nombreCompleto,
            @Nullable String email,
            @Schema(example = "B12345674") @Nullable String cifNif,
            @Nullable String direccion) {}

    @Schema(name = "Linea")
    record Item(
            @Schema(example = "Consultoría") String descripcion,
            @Schema(example = "2") BigDecimal cantidad,

            @Schema(description = "De una unidad, sin IVA", example = "100.00")
            BigDecimal precio,

            @Schema(example = "21") BigDecimal iva,

            @Schema(description = "Porcentaje de recargo de equivalencia; 0 si no lo lleva", example = "0")
            BigDecimal recargo,

            @Schema(description = "Por qué no lleva IVA; null si lo lleva, también al 0 %") @Nullable
            Exencion exencion,

            @Schema(example = "0") BigDecimal descuento,

            @Schema(description = "Sin IVA", example = "200.00")
            Importe importe) {

        /** The same numbers are written alike, whether they have just been sent or come out of the database. */
        public Item {
            cantidad = conDecimales(cantidad, 0);
            precio = conDecimales(precio, 2);
            descuento = conDecimales(descuento, 0);
        }

        private static BigDecimal conDecimales(BigDecimal numero, int minimo) {
            return numero.setScale(Math.max(minimo, numero.stripTrailingZeros().scale()));
        }
    }

    /** A new invoice, which corrects none, as it is right after its issue. */
    static FacturaVista de(EmisionDeFacturas.Emitida emitida, LocalDate hoy) {
        Factura f = emitida.factura();
        Destinatario d = f.destinatario();
        return new FacturaVista(
                f.id(),
                Factura.PRIMERA_VERSION,
                emitida.numero(),
                f.serie(),
                f.tipo(),
                new Estado.Situacion(false, false, false, f.total(), Importe.CERO, f.total(), f.vencimiento())
                        .estado(hoy),
                d.crmId(),
                d.nombre(),
                new Cliente(d.nombre(), d.email(), d.cifNif(), d.direccion()),
                f.fecha(),
                f.fechaOperacion(),
                f.vencimiento(),
                f.emitidaEn(),
                null,
                null,
                items(f.lineas(), f.ivaIncluido()),
                f.desglose().impuestos(),
                f.desglose().base(),
                f.desglose().cuota(),
                f.desglose().recargo(),
                f.totales().retencionIrpf(),
                f.totales().retencion(),
                f.total(),
                Importe.CERO,
                Importe.CERO,
                f.total(),
                f.desglose().menciones(),
                f.formaPago(),
                f.notas(),
                null,
                List.of(),
                List.of(),
                emitida.registro().huella(),
                emitida.registro().qr(),
                null);
    }

    /** @param cliente as far as it is known */
    static FacturaVista de(
            Borrador borrador, @Nullable UUID clienteCrmId, @Nullable Cliente cliente, @Nullable Origen origen) {
        NuevaFactura b = borrador.contenido();
        Totales totales = b.totales();
        Desglose desglose = totales.desglose();
        return new FacturaVista(
                borrador.id(),
                borrador.version(),
                null,
                b.serie(),
                null,
                Estado.borrador,
                clienteCrmId,
                cliente == null ? null : cliente.nombreCompleto(),
                cliente,
                b.fecha(),
                b.fechaOperacion(),
                b.vencimiento(),
                null,
                null,
                null,
                items(b.lineas(), b.tieneIvaIncluido()),
                desglose.impuestos(),
                desglose.base(),
                desglose.cuota(),
                desglose.recargo(),
                totales.retencionIrpf(),
                totales.retencion(),
                totales.total(),
                Importe.CERO,
                Importe.CERO,
                Importe.CERO,
                desglose.menciones(),
                b.formaPago(),
                b.notas(),
                null,
                List.of(),
                List.of(),
                null,
                null,
                origen);
    }

    private static List<Item> items(List<Linea> lineas, boolean ivaIncluido) {
        return lineas.stream()
                .map(linea -> new Item(
                        linea.descripcion(),
                        linea.cantidad(),
                        linea.precioSinIva(ivaIncluido),
                        linea.gravamen().iva(),
                        linea.gravamen().recargo(),
                        linea.gravamen().exencion(),
                        linea.descuento(),
                        linea.importeSinIva(ivaIncluido)))
                .toList();
    }
}
