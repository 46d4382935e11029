package es.crmfactura.factura.reportes.ventas;

import es.crmfactura.factura.reportes.ClienteDelReporte;
import es.crmfactura.factura.valores.Importe;
import java.util.List;

/**
 * Clients, who was sold most first, or as many of them as were asked for.
 *
 * @param clientes how many there are in all
 * @param actual what was sold to all of them
 * @param anterior the same of the year before
 */
record Compradores(long clientes, Venta actual, Venta anterior, List<Comprador> lista) {

    /**
     * @param posicion from 1
     * @param acumulado the base of all until this one
     */
    record Comprador(long posicion, ClienteDelReporte cliente, Venta actual, Venta anterior, Importe acumulado) {}
}
