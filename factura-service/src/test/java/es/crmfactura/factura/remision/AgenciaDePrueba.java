package es.crmfactura.factura.remision;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import es.crmfactura.factura.verifactu.Esquemas;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * The agency's service as far as we know it: it keeps what it takes, refuses what its schema does not allow, and can be told to
 * behave badly.
 */
final class AgenciaDePrueba implements AutoCloseable {

    enum Modo {
        RESPONDE,
        /** Takes the records, and the answer is lost. */
        CALLA_DESPUES_DE_TOMARLOS,
        CULPA_DEL_MENSAJE,
        CULPA_DEL_SERVICIO,
        NO_DEJA_ENTRAR,
        /** Answers all but the last record. */
        OLVIDA_UNO
    }

    /** A record that came in. */
    record Recibido(String tipo, String numero, String refExterna, String xml) {}

    /** @param incidencia whether it was sent as late */
    record Recibidos(String nif, boolean incidencia, List<Recibido> registros) {

        List<String> numeros() {
            return registros.stream().map(Recibido::numero).toList();
        }
    }

    private final HttpServer server;
    private final List<Recibidos> mensajes = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, String> guardados = new HashMap<>();
    private final Map<String, Integer> errores = new HashMap<>();
    private final Set<String> fueraDelEsquema = ConcurrentHashMap.newKeySet();
    private volatile Modo modo = Modo.RESPONDE;
    private volatile int espera = 60;
    private volatile CountDownLatch llegada = new CountDownLatch(1);
    private volatile CountDownLatch salida = new CountDownLatch(0);

    AgenciaDePrueba() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::atender);
        server.setExecutor(Executors.newCachedThreadPool());
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/VerifactuSOAP");
    }

    void esta(Modo otro) {
        modo = otro;
    }

    void pide(int segundos) {
        espera = segundos;
    }

    /** Codes from 2000 on are of errors with which it takes a record, others of those with which it does not. */
    void encuentra(int codigo, String numero) {
        errores.put(numero, codigo);
    }

    /** A message with it is refused as a whole. */
    void noEntiende(String numero) {
        fueraDelEsquema.add(numero);
    }

    void noEncuentraNada() {
        errores.clear();
        fueraDelEsquema.clear();
    }

    /** From now on answers wait until they are let go. */
    void retiene() {
        llegada = new CountDownLatch(1);
        salida = new CountDownLatch(1);
    }

    void esperaUnMensaje() throws InterruptedException {
        if (!llegada.await(10, TimeUnit.SECONDS)) {
            throw new AssertionError("nothing was sent");
        }
    }

    void suelta() {
        salida.countDown();
    }

    List<Recibidos> mensajes() {
        return mensajes;
    }

    Recibidos ultimo() {
        return mensajes.get(mensajes.size() - 1);
    }

    @Override
    public void close() {
        salida.countDown();
        server.stop(0);
    }

    private void atender(HttpExchange exchange) throws IOException {
        try {
            Document document = leer(exchange.getRequestBody().readAllBytes());
            llegada.countDown();
            salida.await(10, TimeUnit.SECONDS);
            atender(exchange, document);
        } catch (Exception e) {
            throw new IOException(e);
        } finally {
            exchange.close();
        }
    }

    private void atender(HttpExchange exchange, Document document) throws IOException {
        Recibidos recibidos = recibidos(document);
        mensajes.add(recibidos);
        if (recibidos.numeros().stream().anyMatch(fueraDelEsquema::contains)) {
            responder(exchange, 200, fault("Client", "Codigo[4102].El XML no cumple el esquema."));
            return;
        }
        switch (modo) {
            case NO_DEJA_ENTRAR -> exchange.sendResponseHeaders(403, -1);
            case CULPA_DEL_MENSAJE ->
                responder(exchange, 500, fault("Client", "Codigo[4104].El NIF de la cabecera no está identificado."));
            case CULPA_DEL_SERVICIO -> responder(exchange, 500, fault("Server", "Codigo[20009].Error interno."));
            case CALLA_DESPUES_DE_TOMARLOS -> respuesta(document, recibidos.registros());
            case OLVIDA_UNO ->
                responder(
                        exchange,
                        200,
                        respuesta(
                                document,
                                recibidos
                                        .registros()
                                        .subList(0, recibidos.registros().size() - 1)));
            case RESPONDE -> responder(exchange, 200, respuesta(document, recibidos.registros()));
        }
    }

    private static Document leer(byte[] xml) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        Document document = factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml));
        if (Esquemas.estan()) {
            Esquemas.comprobar(new DOMSource(document.getElementsByTagNameNS("*", "RegFactuSistemaFacturacion")
                    .item(0)));
        }
        return document;
    }

    private static Recibidos recibidos(Document document) {
        NodeList nodes = document.getElementsByTagNameNS("*", "RegistroFactura");
        List<Recibido> registros = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            Element registro = (Element) nodes.item(i).getFirstChild();
            boolean alta = registro.getLocalName().equals("RegistroAlta");
            registros.add(new Recibido(
                    alta ? "Alta" : "Anulacion",
                    texto(registro, alta ? "NumSerieFactura" : "NumSerieFacturaAnulada"),
                    texto(registro, "RefExterna"),
                    marcas(registro)));
        }
        Element cabecera =
                (Element) document.getElementsByTagNameNS("*", "Cabecera").item(0);
        return new Recibidos(texto(cabecera, "NIF"), "S".equals(texto(cabecera, "Incidencia")), registros);
    }

    /** What it says of an earlier record of the same invoice. */
    private static String marcas(Element registro) {
        return List.of("Subsanacion", "RechazoPrevio", "SinRegistroPrevio").stream()
                .filter(nombre -> !texto(registro, nombre).isEmpty())
                .map(nombre -> nombre + "=" + texto(registro, nombre))
                .collect(Collectors.joining(" "));
    }

    private static String texto(Element en, String nombre) {
        NodeList nodes = en.getElementsByTagNameNS("*", nombre);
        return nodes.getLength() == 0 ? "" : nodes.item(0).getTextContent();
    }

    private static String fault(String culpa, String texto) {
        return """
                <env:Fault><faultcode>env:%s</faultcode><faultstring>%s</faultstring></env:Fault>""".formatted(culpa, texto);
    }

    private synchronized String respuesta(Document document, List<Recibido> registros) {
        Element cabecera =
                (Element) document.getElementsByTagNameNS("*", "Cabecera").item(0);
        String lineas = registros.stream().map(this::linea).collect(Collectors.joining());
        String xml = """
                <sfR:RespuestaRegFactuSistemaFacturacion xmlns:sfR="%1$sRespuestaSuministro.xsd" xmlns:sf="%1$sSuministroInformacion.xsd">
                  <sfR:CSV>A-PRUEBA-%2$d</sfR:CSV>
                  <sfR:Cabecera><sf:ObligadoEmision><sf:NombreRazon>%3$s</sf:NombreRazon><sf:NIF>%4$s</sf:NIF></sf:ObligadoEmision></sfR:Cabecera>
                  <sfR:TiempoEsperaEnvio>%5$d</sfR:TiempoEsperaEnvio>
                  <sfR:EstadoEnvio>%6$s</sfR:EstadoEnvio>%7$s
                </sfR:RespuestaRegFactuSistemaFacturacion>""".formatted(
                        "https://www2.agenciatributaria.gob.es/static_files/common/internet/dep/aplicaciones/es/aeat/tike/cont/ws/",
                        mensajes.size(),
                        texto(cabecera, "NombreRazon"),
                        texto(cabecera, "NIF"),
                        espera,
                        lineas.contains(">Incorrecto<") ? "ParcialmenteCorrecto" : "Correcto",
                        lineas);
        if (Esquemas.estan()) {
            Esquemas.comprobar(new StreamSource(new StringReader(xml)));
        }
        return xml;
    }

    private String linea(Recibido registro) {
        String clave = registro.tipo() + registro.numero();
        String duplicado = registro.xml().isEmpty() ? guardados.get(clave) : null;
        if (duplicado != null) {
            return linea(registro, "Incorrecto", 3000, """
                    <sfR:RegistroDuplicado><sf:IdPeticionRegistroDuplicado>1</sf:IdPeticionRegistroDuplicado>\
                    <sf:EstadoRegistroDuplicado>%s</sf:EstadoRegistroDuplicado></sfR:RegistroDuplicado>""".formatted(duplicado));
        }
        Integer codigo = errores.get(registro.numero());
        if (codigo == null) {
            guardados.put(clave, "Correcta");
            return linea(registro, "Correcto", 0, "");
        }
        if (codigo >= 2000 && codigo < 3000) {
            guardados.put(clave, "AceptadaConErrores");
            return linea(registro, "AceptadoConErrores", codigo, "");
        }
        return linea(registro, "Incorrecto", codigo, "");
    }

    private static String linea(Recibido registro, String estado, int codigo, String mas) {
        return """
                <sfR:RespuestaLinea><sfR:IDFactura><sf:IDEmisorFactura>B99999997</sf:IDEmisorFactura>\
                <sf:NumSerieFactura>%s</sf:NumSerieFactura><sf:FechaExpedicionFactura>25-11-2026</sf:FechaExpedicionFactura>\
                </sfR:IDFactura><sfR:Operacion><sf:TipoOperacion>%s</sf:TipoOperacion></sfR:Operacion>\
                <sfR:RefExterna>%s</sfR:RefExterna><sfR:EstadoRegistro>%s</sfR:EstadoRegistro>%s%s</sfR:RespuestaLinea>""".formatted(registro.numero(), registro.tipo(), registro.refExterna(), estado, error(codigo), mas);
    }

    private static String error(int codigo) {
        return codigo == 0 ? "" : """
                        <sfR:CodigoErrorRegistro>%d</sfR:CodigoErrorRegistro>\
                        <sfR:DescripcionErrorRegistro>Error %1$d</sfR:DescripcionErrorRegistro>""".formatted(codigo);
    }

    private static void responder(HttpExchange exchange, int status, String body) throws IOException {
        byte[] xml = """
                <?xml version="1.0" encoding="UTF-8"?>
                <env:Envelope xmlns:env="http://schemas.xmlsoap.org/soap/envelope/"><env:Body>%s</env:Body></env:Envelope>""".formatted(body).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/xml; charset=UTF-8");
        exchange.sendResponseHeaders(status, xml.length);
        exchange.getResponseBody().write(xml);
    }
}
