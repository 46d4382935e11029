package es.crmfactura.factura.documentos.pdf;

import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;

/** Pieces of a page. Whatever comes from outside goes through {@link #texto}: it is shown, and never obeyed. */
final class Html {

    private Html() {}

    /** Without what XML has no place for. */
    static String texto(String valor) {
        return HtmlUtils.htmlEscape(valor.replaceAll("[\\p{Cntrl}\\uFFFE\\uFFFF&&[^\\n\\t]]", ""), "UTF-8");
    }

    /** A paragraph; nothing where there is nothing to say. */
    static String parrafo(String clase, @Nullable String valor) {
        return valor == null || valor.isBlank() ? "" : "<p class=\"%s\">%s</p>".formatted(clase, texto(valor));
    }
}
