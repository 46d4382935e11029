package es.crmfactura.crm.clientes;

import es.crmfactura.crm.campos.Campos;
import jakarta.persistence.AttributeConverter;
import tools.jackson.databind.json.JsonMapper;

/** As they stand in the database. The mapper that Hibernate would use by itself makes a double of a number. */
class CamposEnJson implements AttributeConverter<Campos, String> {

    private final JsonMapper json;

    CamposEnJson(JsonMapper json) {
        this.json = json;
    }

    @Override
    public String convertToDatabaseColumn(Campos campos) {
        return json.writeValueAsString(campos);
    }

    @Override
    public Campos convertToEntityAttribute(String columna) {
        return json.readValue(columna, Campos.class);
    }
}
