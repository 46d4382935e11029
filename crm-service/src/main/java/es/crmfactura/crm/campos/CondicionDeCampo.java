package es.crmfactura.crm.campos;

/**
 * What is asked of one of a client's own fields.
 *
 * @param sql about a client {@code c}, with one parameter
 */
public record CondicionDeCampo(String sql, String parametro, Object valor) {}
