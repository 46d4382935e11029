package es.crmfactura.conciliacion;

/** What the services of these tests tell each other. */
record Suceso(int numero) {}
