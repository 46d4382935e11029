package es.crmfactura.factura.verifactu;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/** An XML document as it is written, with the names that the agency's schemas give to namespaces. */
public final class Xml {

    /** A namespace with its usual prefix. */
    public enum Espacio {
        SOAP("soapenv", "http://schemas.xmlsoap.org/soap/envelope/"),
        LR("sfLR", Espacio.AEAT + "SuministroLR.xsd"),
        SF("sf", Espacio.AEAT + "SuministroInformacion.xsd");

        private static final String AEAT =
                "https://www2.agenciatributaria.gob.es/static_files/common/internet/dep/aplicaciones/es/aeat/tike/cont/ws/";

        private final String prefijo;
        private final String uri;

        Espacio(String prefijo, String uri) {
            this.prefijo = prefijo;
            this.uri = uri;
        }

        public String uri() {
            return uri;
        }
    }

    private static final XMLOutputFactory FABRICA = XMLOutputFactory.newFactory();

    private final XMLStreamWriter salida;

    private Xml(XMLStreamWriter salida) {
        this.salida = salida;
    }

    /** In UTF-8. */
    public static byte[] documento(Consumer<Xml> contenido) {
        var bytes = new ByteArrayOutputStream();
        try {
            XMLStreamWriter salida = FABRICA.createXMLStreamWriter(bytes, StandardCharsets.UTF_8.name());
            salida.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
            contenido.accept(new Xml(salida));
            salida.writeEndDocument();
            salida.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }

    /** An element with others in it; the outermost declares all namespaces that it is given. */
    public void elemento(Espacio espacio, String nombre, Runnable contenido, Espacio... declarados) {
        try {
            salida.writeStartElement(espacio.prefijo, nombre, espacio.uri);
            for (Espacio declarado : declarados) {
                salida.writeNamespace(declarado.prefijo, declarado.uri);
            }
            contenido.run();
            salida.writeEndElement();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }

    void grupo(String nombre, Runnable contenido) {
        elemento(Espacio.SF, nombre, contenido);
    }

    /** One of the agency's fields; none where there is no value. */
    public void campo(String nombre, @Nullable String valor) {
        if (valor == null) {
            return;
        }
        try {
            salida.writeStartElement(Espacio.SF.prefijo, nombre, Espacio.SF.uri);
            salida.writeCharacters(valor);
            salida.writeEndElement();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }
}
