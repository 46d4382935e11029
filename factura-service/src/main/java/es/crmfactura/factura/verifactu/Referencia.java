package es.crmfactura.factura.verifactu;

/**
 * An invoice as records name it.
 *
 * @param emisor the NIF of who issued it
 * @param fecha dd-MM-yyyy
 */
public record Referencia(String emisor, String numero, String fecha) {}
