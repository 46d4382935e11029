package es.crmfactura.factura.documentos.facturae;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/** Writes an XML document whose elements have either text or elements in them. */
final class Xml {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final XMLStreamWriter writer;

    /** @param raiz of the root element, which alone is in the namespace */
    Xml(String prefijo, String raiz, String espacio) {
        try {
            writer = XMLOutputFactory.newFactory().createXMLStreamWriter(bytes, StandardCharsets.UTF_8.name());
            writer.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
            writer.writeStartElement(prefijo, raiz, espacio);
            writer.writeNamespace(prefijo, espacio);
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }

    Xml elemento(String nombre, Runnable contenido) {
        try {
            writer.writeStartElement(nombre);
            contenido.run();
            writer.writeEndElement();
            return this;
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Nothing for null. Without what XML has no place for. */
    Xml texto(String nombre, @Nullable Object valor) {
        if (valor == null) {
            return this;
        }
        String texto = valor.toString().replaceAll("[\\p{Cntrl}\\uFFFE\\uFFFF&&[^\\n\\t]]", "");
        return elemento(nombre, () -> {
            try {
                writer.writeCharacters(texto);
            } catch (XMLStreamException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    byte[] fin() {
        try {
            writer.writeEndDocument();
            writer.close();
            return bytes.toByteArray();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }
}
