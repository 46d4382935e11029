package es.crmfactura.factura.verifactu;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** An XML document as somebody reads it who looks for elements by their names. */
final class XmlLeido {

    private final Document document;

    XmlLeido(byte[] xml) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            document = factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** All elements of that name with their text, in their order. */
    List<String> todos(String nombre) {
        NodeList nodes = document.getElementsByTagNameNS("*", nombre);
        List<String> textos = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            textos.add(nodes.item(i).getTextContent());
        }
        return textos;
    }

    XmlLeido has(String nombre, String... textos) {
        assertThat(todos(nombre)).as(nombre).containsExactly(textos);
        return this;
    }

    /** The children of each element of that name, as {@code name=text}. */
    List<String> partes(String nombre) {
        NodeList nodes = document.getElementsByTagNameNS("*", nombre);
        List<String> todas = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            List<String> partes = new ArrayList<>();
            for (Node parte = nodes.item(i).getFirstChild(); parte != null; parte = parte.getNextSibling()) {
                partes.add(parte.getLocalName() + "=" + parte.getTextContent());
            }
            todas.add(String.join(" ", partes));
        }
        return todas;
    }
}
