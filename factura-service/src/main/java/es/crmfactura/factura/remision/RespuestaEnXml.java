package es.crmfactura.factura.remision;

import es.crmfactura.factura.remision.Respuesta.Clave;
import es.crmfactura.factura.remision.Respuesta.Linea;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Reads what the agency answers (RespuestaSuministro.xsd), by the names of the elements alone. */
final class RespuestaEnXml {

    private static final int ERROR_MAXIMO = 500;

    /** With which the text of a fault begins. */
    private static final Pattern CODIGO = Pattern.compile("^Codigo\\[(\\d{4,5})]");

    private RespuestaEnXml() {}

    /** @throws RemisionFallidaException if it is a SOAP fault, or nothing that the agency answers */
    static Respuesta leer(byte[] xml) throws RemisionFallidaException {
        Element raiz = raiz(xml);
        Optional<Element> fallo = todos(raiz, "Fault").findFirst();
        if (fallo.isPresent()) {
            throw fallo(fallo.get());
        }
        Element respuesta = todos(raiz, "RespuestaRegFactuSistemaFacturacion")
                .findFirst()
                .orElseThrow(() -> RemisionFallidaException.incierta("La respuesta no es la del servicio.", null));
        return new Respuesta(
                Optional.ofNullable(numero(respuesta, "TiempoEsperaEnvio"))
                        .map(Duration::ofSeconds)
                        .orElse(null),
                texto(respuesta, "CSV"),
                todos(respuesta, "RespuestaLinea").map(RespuestaEnXml::linea).toList());
    }

    /** What of the message was at fault, and not the service, has had no effect. */
    private static RemisionFallidaException fallo(Element fallo) {
        String codigo = String.valueOf(texto(fallo, "faultcode"));
        String texto = String.valueOf(texto(fallo, "faultstring"));
        String motivo = texto.substring(0, Math.min(texto.length(), ERROR_MAXIMO));
        return codigo.endsWith("Client")
                ? RemisionFallidaException.rechazada(motivo, codigo(texto))
                : RemisionFallidaException.incierta(motivo, null);
    }

    private static @Nullable Integer codigo(String texto) {
        Matcher matcher = CODIGO.matcher(texto);
        return matcher.find() ? Integer.valueOf(matcher.group(1)) : null;
    }

    private static Linea linea(Element linea) {
        Optional<Element> duplicado = todos(linea, "RegistroDuplicado").findFirst();
        return new Linea(
                new Clave(
                        String.valueOf(texto(linea, "NumSerieFactura")),
                        String.valueOf(texto(linea, "FechaExpedicionFactura")),
                        "Anulacion".equals(texto(linea, "TipoOperacion"))),
                texto(linea, "RefExterna"),
                String.valueOf(texto(linea, "EstadoRegistro")),
                numero(linea, "CodigoErrorRegistro"),
                texto(linea, "DescripcionErrorRegistro"),
                duplicado.map(d -> texto(d, "EstadoRegistroDuplicado")).orElse(null));
    }

    private static Element raiz(byte[] xml) throws RemisionFallidaException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            // an answer has no need of entities, and an attacker may have
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory.newDocumentBuilder()
                    .parse(new ByteArrayInputStream(xml))
                    .getDocumentElement();
        } catch (SAXException | IOException | ParserConfigurationException e) {
            throw RemisionFallidaException.incierta("La respuesta no es XML.", e);
        }
    }

    private static @Nullable Integer numero(Element en, String nombre) {
        String texto = texto(en, nombre);
        return texto == null || !texto.matches("\\d{1,9}") ? null : Integer.valueOf(texto);
    }

    /** Of the first of that name. */
    private static @Nullable String texto(Element en, String nombre) {
        return todos(en, nombre)
                .findFirst()
                .map(element -> element.getTextContent().strip())
                .filter(texto -> !texto.isEmpty())
                .orElse(null);
    }

    private static Stream<Element> todos(Element en, String nombre) {
        NodeList nodes = en.getElementsByTagNameNS("*", nombre);
        return IntStream.range(0, nodes.getLength()).mapToObj(i -> (Element) nodes.item(i));
    }
}
