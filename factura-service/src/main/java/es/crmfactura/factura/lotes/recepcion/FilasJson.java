package es.crmfactura.factura.lotes.recepcion;

import es.crmfactura.web.CampoInvalido;
import es.crmfactura.web.Upload;
import es.crmfactura.web.ficheros.FicheroIlegible;
import es.crmfactura.web.ficheros.Formato;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;

/**
 * A list of invoices, or one object after the other. Of each only its place is looked for, and then it is taken from there as
 * it is: a number keeps all its digits, and no more than one invoice is ever in memory.
 */
final class FilasJson {

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(FilaRecibida.MAXIMO)
                    .build())
            .build();

    private FilasJson() {}

    /**
     * @return what nothing is taken from, which in JSON is not looked for
     * @throws FicheroIlegible if it is no JSON
     */
    static List<String> leer(Upload fichero, Consumer<FilaRecibida> filas) throws IOException {
        try (InputStream contenido = Formato.abrir(fichero);
                var partes = new Partes(Formato.abrir(fichero));
                JsonParser json = JSON.createParser(ObjectReadContext.empty(), contenido)) {
            leer(json, partes, filas);
            return List.of();
        } catch (StreamReadException e) {
            throw FicheroIlegible.jsonEnLaLinea(e.getLocation().getLineNr());
        } catch (StreamConstraintsException e) {
            throw FicheroIlegible.conDemasiadosNiveles();
        } catch (CharacterCodingException e) {
            throw FicheroIlegible.sinUtf8();
        }
    }

    private static void leer(JsonParser json, Partes partes, Consumer<FilaRecibida> filas) throws IOException {
        JsonToken primero = json.nextToken();
        boolean lista = primero == JsonToken.START_ARRAY;
        JsonToken siguiente = lista ? json.nextToken() : primero;
        for (int numero = 1; siguiente != null && siguiente != JsonToken.END_ARRAY; numero++) {
            filas.accept(fila(numero, json, partes));
            siguiente = json.nextToken();
        }
        if (lista && json.nextToken() != null) {
            throw FicheroIlegible.jsonEnLaLinea(json.currentTokenLocation().getLineNr());
        }
    }

    private static FilaRecibida fila(int numero, JsonParser json, Partes partes) throws IOException {
        long linea = json.currentTokenLocation().getLineNr();
        long desde = json.currentTokenLocation().getByteOffset();
        if (desde < 0) {
            throw FicheroIlegible.sinUtf8();
        }
        if (json.currentToken() != JsonToken.START_OBJECT) {
            json.skipChildren();
            return FilaRecibida.ilegible(
                    numero, linea, null, new CampoInvalido("la factura", "tiene que ser un objeto, entre { y }"));
        }
        String referencia = null;
        String fecha = null;
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String campo = json.currentName();
            json.nextToken();
            if (campo.equals("referencia")) {
                referencia = texto(json);
            } else if (campo.equals("fecha")) {
                fecha = texto(json);
            }
            json.skipChildren();
        }
        long hasta = json.currentLocation().getByteOffset();
        if (hasta - desde > FilaRecibida.MAXIMO) {
            return FilaRecibida.demasiadoGrande(numero, linea, referencia);
        }
        return FilaRecibida.de(numero, linea, referencia, fecha, partes.leer(desde, hasta));
    }

    private static @Nullable String texto(JsonParser json) {
        return json.currentToken() == JsonToken.VALUE_STRING || json.currentToken() == JsonToken.VALUE_NUMBER_INT
                ? json.getString()
                : null;
    }

    /** The same file again, read behind the parser. */
    private static final class Partes implements AutoCloseable {

        private final InputStream contenido;
        private long leido;

        Partes(InputStream contenido) {
            this.contenido = contenido;
        }

        String leer(long desde, long hasta) throws IOException {
            contenido.skipNBytes(desde - leido);
            leido = hasta;
            byte[] parte = contenido.readNBytes((int) (hasta - desde));
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(parte))
                    .toString();
        }

        @Override
        public void close() throws IOException {
            contenido.close();
        }
    }
}
