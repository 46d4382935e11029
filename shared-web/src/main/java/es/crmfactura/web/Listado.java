package es.crmfactura.web;

/** One page of a list, answered with a {@code Link} header (RFC 8288) to its first, previous, next and last page. */
public interface Listado {

    /** How many there are on all pages. */
    long total();

    int skip();

    int limit();
}
