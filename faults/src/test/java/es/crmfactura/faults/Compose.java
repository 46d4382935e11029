package es.crmfactura.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.EnumSet;

/**
 * Does what docker compose would, with the services as processes and the servers of this test. It knows no more than the page
 * on operations asks for; what is run inside of a server is run there in earnest.
 */
final class Compose implements AutoCloseable {

    /** Takes the place of the program, for a script of bash. */
    static final String FUNCTION = """
            docker() {
              if [[ "$*" == "compose exec -T "* ]]; then
                command docker exec -i "$(curl -fsS "$COMPOSE/$4" </dev/null)" "${@:5}"
              else
                curl -fsS --data "$*" "$COMPOSE/"
              fi
            }
            """;

    private final Stack stack;
    private final HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);

    Compose(Stack stack) throws IOException {
        this.stack = stack;
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        int status = 200;
        String answer = "";
        try {
            if (exchange.getRequestMethod().equals("GET")) {
                answer = stack.servers()
                        .container(server(exchange.getRequestURI().getPath().substring(1)));
            } else {
                obey(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            }
        } catch (Exception | AssertionError e) {
            e.printStackTrace();
            status = 500;
        }
        exchange.sendResponseHeaders(status, 0);
        exchange.getResponseBody().write(answer.getBytes(UTF_8));
        exchange.close();
    }

    private void obey(String command) throws Exception {
        switch (command) {
            case "compose up -d --wait" -> {
                startServers();
                stack.start(EnumSet.allOf(Stack.Service.class));
            }
            case "compose up -d --wait postgres rabbitmq" -> startServers();
            case "compose stop crm-service factura-service" -> stack.stop(EnumSet.allOf(Stack.Service.class));
            case "compose build" -> {
                // what the jars are made of has been built before
            }
            case "compose up -d --wait --no-deps crm-service" -> stack.replaceFirst(Stack.Service.CRM);
            case "compose up -d --wait --no-deps factura-service" -> stack.replaceFirst(Stack.Service.FACTURA);
            case "compose restart postgres" -> stack.servers().restart(Servers.Kind.DATABASE);
            case "compose restart rabbitmq" -> stack.servers().restart(Servers.Kind.BROKER);
            default -> throw new IllegalArgumentException("docker " + command);
        }
    }

    /** A database whose volume is gone is an empty one. */
    private void startServers() {
        if (!stack.servers().isRunning(Servers.Kind.DATABASE)) {
            stack.servers().replaceDatabase();
        }
        for (Servers.Kind server : Servers.Kind.values()) {
            stack.servers().awaitServing(server);
        }
    }

    private static Servers.Kind server(String name) {
        return switch (name) {
            case "postgres" -> Servers.Kind.DATABASE;
            case "rabbitmq" -> Servers.Kind.BROKER;
            default -> throw new IllegalArgumentException(name);
        };
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
