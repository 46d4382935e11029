package es.crmfactura.crm.importacion;

import es.crmfactura.web.Problema;
import org.springframework.http.HttpStatus;

/** The file is no table in CSV. */
class FicheroIlegible extends Problema {

    private FicheroIlegible(String detalle) {
        super(HttpStatus.UNPROCESSABLE_CONTENT, "fichero_ilegible", detalle);
    }

    static FicheroIlegible vacio() {
        return new FicheroIlegible("El fichero está vacío: la primera fila tiene que dar nombre a las columnas.");
    }

    static FicheroIlegible trasLaLinea(long linea) {
        return new FicheroIlegible(
                "Revise las comillas del fichero: no se entiende la fila que sigue a la de la línea " + linea + ".");
    }
}
