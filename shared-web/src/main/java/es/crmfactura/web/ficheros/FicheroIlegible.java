package es.crmfactura.web.ficheros;

import es.crmfactura.web.Problema;
import org.springframework.http.HttpStatus;

/** The file is no table in CSV, or no JSON. */
public final class FicheroIlegible extends Problema {

    private FicheroIlegible(String detalle) {
        super(HttpStatus.UNPROCESSABLE_CONTENT, "fichero_ilegible", detalle);
    }

    public static FicheroIlegible vacio() {
        return new FicheroIlegible("El fichero está vacío: la primera fila tiene que dar nombre a las columnas.");
    }

    public static FicheroIlegible jsonEnLaLinea(long linea) {
        return new FicheroIlegible("Revise el JSON: no se entiende desde la línea " + linea + ".");
    }

    public static FicheroIlegible conDemasiadosNiveles() {
        return new FicheroIlegible(
                "Revise el JSON: tiene demasiados niveles, o un número o un nombre demasiado largos.");
    }

    public static FicheroIlegible sinUtf8() {
        return new FicheroIlegible("El JSON tiene que estar escrito en UTF-8.");
    }

    public static FicheroIlegible trasLaLinea(long linea) {
        return new FicheroIlegible(
                "Revise las comillas del fichero: no se entiende la fila que sigue a la de la línea " + linea + ".");
    }
}
