/** The invoice as Facturae 3.2.2, unsigned: the XML that public bodies and some companies take. */
@NullMarked
package es.crmfactura.factura.documentos.facturae;

import org.jspecify.annotations.NullMarked;
