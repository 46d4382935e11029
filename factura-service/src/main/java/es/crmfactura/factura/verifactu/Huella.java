package es.crmfactura.factura.verifactu;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * What ties a record to the one before it: SHA-256 of its fields, each exactly as the text in its XML (Orden HAC/1177/2024,
 * art. 13; the agency's "Detalle de las especificaciones técnicas para generación de la huella", 0.1.2).
 */
final class Huella {

    private static final HexFormat MAYUSCULAS = HexFormat.of().withUpperCase();

    private Huella() {}

    /** @param anterior the huella of the record before it; null for the first */
    static String deAlta(
            Referencia factura,
            @Nullable String tipo,
            @Nullable String cuotaTotal,
            @Nullable String importeTotal,
            @Nullable String anterior,
            String generado) {
        return de(campo("IDEmisorFactura", factura.emisor())
                + campo("&NumSerieFactura", factura.numero())
                + campo("&FechaExpedicionFactura", factura.fecha())
                + campo("&TipoFactura", tipo)
                + campo("&CuotaTotal", cuotaTotal)
                + campo("&ImporteTotal", importeTotal)
                + campo("&Huella", anterior)
                + campo("&FechaHoraHusoGenRegistro", generado));
    }

    /** @param anterior the huella of the record before it; null for the first */
    static String deAnulacion(Referencia factura, @Nullable String anterior, String generado) {
        return de(campo("IDEmisorFacturaAnulada", factura.emisor())
                + campo("&NumSerieFacturaAnulada", factura.numero())
                + campo("&FechaExpedicionFacturaAnulada", factura.fecha())
                + campo("&Huella", anterior)
                + campo("&FechaHoraHusoGenRegistro", generado));
    }

    private static String campo(String nombre, @Nullable String valor) {
        return nombre + "=" + (valor == null ? "" : valor.strip());
    }

    private static String de(String campos) {
        try {
            return MAYUSCULAS.formatHex(
                    MessageDigest.getInstance("SHA-256").digest(campos.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
