package es.crmfactura.web;

/** An answer whose changes are counted: its version is sent as {@code ETag}, which {@link Precondicion} takes back. */
public interface Versionado {

    /** Rises with each change of what clients can write; what is derived, such as sums, may change without it. */
    long version();
}
