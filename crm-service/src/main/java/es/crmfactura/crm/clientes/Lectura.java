package es.crmfactura.crm.clientes;

import es.crmfactura.crm.campos.Campos;
import es.crmfactura.crm.campos.Definiciones;
import es.crmfactura.web.CampoInvalido;
import es.crmfactura.web.MergePatch;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads bodies that say something of a client: what all have by the constraints of {@link DatosDeCliente}, what is its own by
 * the definitions. What is at fault with either is told at once.
 */
record Lectura(MergePatch cuerpos, Definiciones definiciones) {

    DatosDeCliente nuevo(ObjectNode cuerpo) {
        List<CampoInvalido> errores = new ArrayList<>();
        Campos campos = definiciones.aplicar(Campos.NINGUNO, cuerpo, errores);
        return cuerpos.read(sinCampos(cuerpo), DatosDeCliente.class, errores).conCampos(campos);
    }

    DatosDeCliente cambiado(DatosDeCliente actuales, ObjectNode cambios) {
        List<CampoInvalido> errores = new ArrayList<>();
        Campos campos = definiciones.aplicar(actuales.campos(), cambios, errores);
        return cuerpos.apply(actuales, sinCampos(cambios), errores).conCampos(campos);
    }

    private static ObjectNode sinCampos(ObjectNode cuerpo) {
        ObjectNode comun = cuerpo.deepCopy();
        comun.remove("campos");
        return comun;
    }
}
