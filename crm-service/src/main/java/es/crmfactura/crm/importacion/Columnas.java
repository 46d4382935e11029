package es.crmfactura.crm.importacion;

import es.crmfactura.crm.campos.CamposDefinidos;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Which columns a file may have now. */
@Component
class Columnas {

    private final CamposDefinidos propios;

    Columnas(CamposDefinidos propios) {
        this.propios = propios;
    }

    /** Those of clientes are also the fields that the company has defined. */
    List<Columna> de(Tipo tipo) {
        return tipo == Tipo.clientes
                ? Stream.concat(tipo.columnas().stream(), Columna.de(propios.todos()).stream())
                        .toList()
                : tipo.columnas();
    }
}
