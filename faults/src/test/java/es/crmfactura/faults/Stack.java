package es.crmfactura.faults;

import static org.awaitility.Awaitility.await;

import es.crmfactura.testing.TcpProxy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;

/** Both services as processes, each with a way of its own to the database and to the broker, and one or more instances. */
final class Stack implements AutoCloseable {

    enum Service {
        CRM,
        FACTURA;

        String schema() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        Service other() {
            return this == CRM ? FACTURA : CRM;
        }
    }

    record Link(Service from, Servers.Kind to) {}

    /** With it among the special settings, the services ask for it. */
    static final String ADMIN_KEY = "CRMFACTURA_SECURITY_ADMINKEY";

    private static final int INSTANCES = Integer.getInteger("instances", 1);

    private final Path folder = Files.createDirectories(Path.of(System.getProperty("target"), "run"));
    private final Path agent = ServiceJar.agent(folder.resolve("agent.jar"));
    private final Servers servers = Servers.start();
    private final Map<Link, TcpProxy> links = new HashMap<>();
    private final Map<Service, ServiceJar> jars = new EnumMap<>(Service.class);
    private final Map<Service, ServiceJar> previous = new EnumMap<>(Service.class);
    private final Map<Service, List<ServiceJvm>> instances = new EnumMap<>(Service.class);
    private final Map<String, String> special;

    /** @param special settings that are not as in the other tests */
    private Stack(Map<String, String> special) throws Exception {
        this.special = special;
        for (Service service : Service.values()) {
            links.put(
                    new Link(service, Servers.Kind.DATABASE),
                    new TcpProxy(
                            servers.databaseAddress().getHost(),
                            servers.databaseAddress().getPort()));
            links.put(
                    new Link(service, Servers.Kind.BROKER),
                    new TcpProxy(servers.broker().getHost(), servers.broker().getPort()));
            instances.put(service, new CopyOnWriteArrayList<>());
            Path jar = Path.of(System.getProperty("jar." + service.schema()));
            jars.put(service, ServiceJar.takenApart(jar, folder.resolve(service.schema())));
        }
    }

    /** With instances of today's release. */
    static Stack started() throws Exception {
        return started(Map.of());
    }

    /** @param special settings that are not as in the other tests */
    static Stack started(Map<String, String> special) throws Exception {
        var stack = new Stack(special);
        stack.archiveClasses();
        for (int i = 0; i < INSTANCES; i++) {
            for (Service service : Service.values()) {
                stack.startInstance(service);
            }
            stack.awaitReady();
        }
        return stack;
    }

    /** With one instance each of the release before, and the schema as that has left it. */
    static Stack startedFrom(Path jarsOfBefore) throws Exception {
        var stack = new Stack(Map.of());
        for (Service service : Service.values()) {
            stack.previous.put(
                    service,
                    ServiceJar.takenApart(
                            PreviousRelease.jar(jarsOfBefore, service),
                            stack.folder.resolve("previous-" + service.schema())));
            stack.startPrevious(service);
        }
        stack.awaitReady();
        return stack;
    }

    private void awaitReady() {
        instances.values().forEach(list -> list.forEach(ServiceJvm::awaitReady));
    }

    private void archiveClasses() {
        List.of(Service.values()).parallelStream().forEach(service -> {
            try {
                jars.get(service).archiveClasses(settings(service));
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private Map<String, String> settings(Service service) {
        String database = servers.databaseAddress().getPath();
        int toDatabase = link(service, Servers.Kind.DATABASE).port();
        Map<String, String> settings = new HashMap<>();
        settings.put("SPRING_DATASOURCE_URL", "jdbc:postgresql://127.0.0.1:" + toDatabase + database);
        settings.put("SPRING_DATASOURCE_USERNAME", service.schema() + "_app");
        settings.put("SPRING_DATASOURCE_PASSWORD", Servers.PASSWORD);
        settings.put("SPRING_FLYWAY_USER", service.schema() + "_owner");
        settings.put("SPRING_FLYWAY_PASSWORD", Servers.PASSWORD);
        settings.put("SPRING_RABBITMQ_HOST", "127.0.0.1");
        settings.put(
                "SPRING_RABBITMQ_PORT",
                String.valueOf(link(service, Servers.Kind.BROKER).port()));
        settings.put("SPRING_RABBITMQ_USERNAME", servers.broker().getUsername());
        settings.put("SPRING_RABBITMQ_PASSWORD", servers.broker().getPassword());
        settings.put("SPRING_RABBITMQ_VIRTUAL_HOST", servers.broker().getVirtualHost());
        settings.put("CRMFACTURA_DEMO", "true");
        // more of them than usual, so that there is one between any two faults
        settings.put("CRMFACTURA_CONCILIACION_INTERVAL", "1s");
        settings.putAll(special);
        return settings;
    }

    Servers servers() {
        return servers;
    }

    /** Which the services ask for; empty if they ask for none. */
    String adminKey() {
        return special.getOrDefault(ADMIN_KEY, "");
    }

    TcpProxy link(Service from, Servers.Kind to) {
        return links.get(new Link(from, to));
    }

    List<ServiceJvm> instances(Service service) {
        return instances.get(service);
    }

    /** That whose relay leads and whose inbox listens: it has been ready for longest. */
    ServiceJvm first(Service service) {
        List<ServiceJvm> all = instances.get(service);
        await().atMost(ServiceJvm.PATIENCE).until(() -> all.stream().anyMatch(ServiceJvm::hasBecomeReady));
        return all.stream()
                .filter(ServiceJvm::hasBecomeReady)
                .min(Comparator.comparing(ServiceJvm::readySince))
                .orElseThrow();
    }

    /** One that serves, if there is any. */
    ServiceJvm any(Service service) {
        List<ServiceJvm> all = instances.get(service);
        List<ServiceJvm> serving =
                all.stream().filter(ServiceJvm::hasBecomeReady).toList();
        List<ServiceJvm> those = serving.isEmpty() ? all : serving;
        return those.get(ThreadLocalRandom.current().nextInt(those.size()));
    }

    /** The database is gone for good, and what stands by takes its place. */
    void failOver() throws Exception {
        servers.failOver();
        for (Service service : Service.values()) {
            link(service, Servers.Kind.DATABASE)
                    .leadTo(servers.databaseAddress().getPort());
        }
    }

    /** Does not wait for it. */
    ServiceJvm startInstance(Service service) throws IOException {
        return startInstance(service, jars.get(service), Servers.anyPort());
    }

    /** One of the release before; does not wait for it. */
    ServiceJvm startPrevious(Service service) throws IOException {
        return startInstance(service, previous.get(service), Servers.anyPort());
    }

    private ServiceJvm startInstance(Service service, ServiceJar jar, int port) throws IOException {
        Path log = folder.resolve(service.schema() + ".log");
        ServiceJvm jvm = ServiceJvm.start(jar, agent, log, port, settings(service));
        instances.get(service).add(jvm);
        var watch = new Thread(jvm::watch);
        watch.setDaemon(true);
        watch.start();
        return jvm;
    }

    /** In the place of one that has ended. */
    void startAgain(Service service, ServiceJvm ended) throws IOException {
        startInstance(service, ended.jar(), ended.port());
        instances.get(service).remove(ended);
    }

    /** Whoever is left goes on. */
    void stopFirst(Service service) throws InterruptedException, IOException {
        ServiceJvm first = first(service);
        first.stop();
        instances.get(service).remove(first);
    }

    /** As if its jar had been exchanged: it ends, and one of today's release starts where it was. */
    void replaceFirst(Service service) throws InterruptedException, IOException {
        ServiceJvm first = first(service);
        first.stop();
        startInstance(service, jars.get(service), first.port()).awaitReady();
        instances.get(service).remove(first);
    }

    /** In order, not as {@link #killFirst}. */
    void stop(Collection<Service> services) throws InterruptedException, IOException {
        for (Service service : services) {
            for (ServiceJvm jvm : instances.get(service)) {
                jvm.stop();
            }
        }
    }

    /** Those that have been stopped; returns when they serve. */
    void start(Collection<Service> services) throws IOException {
        for (Service service : services) {
            for (ServiceJvm jvm : instances.get(service)) {
                if (!jvm.isAlive()) {
                    startAgain(service, jvm);
                }
            }
        }
        services.forEach(service -> instances.get(service).forEach(ServiceJvm::awaitReady));
    }

    /** Whoever is left goes on. */
    void killFirst(Service service) throws InterruptedException {
        ServiceJvm first = first(service);
        first.kill();
        instances.get(service).remove(first);
    }

    /** As many as in the beginning. */
    void endOthers() throws InterruptedException {
        for (List<ServiceJvm> all : instances.values()) {
            while (all.size() > INSTANCES) {
                all.remove(all.size() - 1).kill();
            }
        }
    }

    @Override
    public void close() throws InterruptedException {
        for (List<ServiceJvm> all : instances.values()) {
            for (ServiceJvm jvm : all) {
                jvm.kill();
            }
        }
        links.values().forEach(TcpProxy::close);
        servers.close();
    }
}
