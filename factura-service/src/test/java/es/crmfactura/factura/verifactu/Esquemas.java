package es.crmfactura.factura.verifactu;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import javax.xml.XMLConstants;
import javax.xml.transform.Source;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.bootstrap.DOMImplementationRegistry;
import org.w3c.dom.ls.DOMImplementationLS;
import org.w3c.dom.ls.LSInput;
import org.xml.sax.SAXException;

/**
 * The agency's schemas, which are not ours to keep here: they are in the folder that {@code CRMFACTURA_XSD_VERIFACTU} names.
 * Nothing is fetched from anywhere.
 */
public final class Esquemas {

    private static final String FIRMA = "http://www.w3.org/2000/09/xmldsig#";

    private static final @Nullable Schema SCHEMA = carpeta() == null ? null : leer(carpeta());

    private Esquemas() {}

    private static @Nullable Path carpeta() {
        String carpeta = System.getenv("CRMFACTURA_XSD_VERIFACTU");
        return carpeta == null || carpeta.isBlank() ? null : Path.of(carpeta);
    }

    public static boolean estan() {
        return SCHEMA != null;
    }

    /** Skips the rest of the test where the schemas are not there. */
    public static void validar(byte[] xml) {
        assumeTrue(estan(), "NOT VALIDATED: CRMFACTURA_XSD_VERIFACTU does not name the folder of the agency's schemas");
        comprobar(new StreamSource(new ByteArrayInputStream(xml)));
    }

    /** @throws AssertionError if it is not valid */
    public static void comprobar(Source xml) {
        try {
            Objects.requireNonNull(SCHEMA).newValidator().validate(xml);
        } catch (SAXException e) {
            throw new AssertionError("not valid by the agency's schema: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Schema leer(Path carpeta) {
        SchemaFactory factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
        factory.setResourceResolver((type, namespace, publicId, systemId, baseUri) ->
                entrada(carpeta, namespace, String.valueOf(systemId)));
        try {
            return factory.newSchema(new Source[] {
                new StreamSource(carpeta.resolve("SuministroLR.xsd").toFile()),
                new StreamSource(carpeta.resolve("RespuestaSuministro.xsd").toFile())
            });
        } catch (SAXException e) {
            throw new IllegalStateException(e);
        }
    }

    private static LSInput entrada(Path carpeta, @Nullable String namespace, String systemId) {
        try {
            var implementation = (DOMImplementationLS)
                    DOMImplementationRegistry.newInstance().getDOMImplementation("LS");
            LSInput input = implementation.createLSInput();
            input.setSystemId(systemId);
            input.setCharacterStream(new StringReader(texto(carpeta, namespace, systemId)));
            return input;
        } catch (ReflectiveOperationException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String texto(Path carpeta, @Nullable String namespace, String systemId) throws IOException {
        if (systemId.endsWith(".dtd")) {
            // of schemas themselves; nothing in it is needed
            return "";
        }
        return Files.readString(carpeta.resolve(
                FIRMA.equals(namespace)
                        ? "xmldsig-core-schema.xsd"
                        : systemId.substring(systemId.lastIndexOf('/') + 1)));
    }
}
