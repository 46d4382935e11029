package es.crmfactura.faults;

import static es.crmfactura.faults.Servers.Kind.DATABASE;

import es.crmfactura.faults.agent.CrashPoint;
import es.crmfactura.testing.TcpProxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/**
 * Something that breaks while the load is on.
 *
 * @param kind under which its recovery is counted
 * @param crashes how many processes of services it ends
 */
record Fault(String kind, int crashes, boolean needsContainers, Injection injection) {

    /** Returns when the fault is over and what was ended has been started again, though it need not be ready yet. */
    interface Injection {
        void into(Stack stack, Load load, Random random) throws Exception;
    }

    private interface OnLink {
        void apply(TcpProxy link) throws Exception;
    }

    /** Each kind once. */
    static List<Fault> each() {
        List<Fault> all = new ArrayList<>();
        for (CrashPoint point : CrashPoint.values()) {
            all.add(crash(
                    point, point.side() == CrashPoint.Side.PUBLISHER ? Stack.Service.FACTURA : Stack.Service.CRM));
        }
        all.addAll(others());
        return all;
    }

    /** At random; most are crashes. */
    static Fault any(Random random) {
        if (random.nextInt(10) == 0) {
            List<Fault> others = others();
            return others.get(random.nextInt(others.size()));
        }
        CrashPoint point = CrashPoint.values()[random.nextInt(CrashPoint.values().length)];
        boolean usual = random.nextInt(4) > 0;
        Stack.Service service =
                (point.side() == CrashPoint.Side.PUBLISHER) == usual ? Stack.Service.FACTURA : Stack.Service.CRM;
        return crash(point, service);
    }

    static List<Fault> others() {
        List<Fault> all = new ArrayList<>();
        for (Servers.Kind server : Servers.Kind.values()) {
            String to = server == DATABASE ? "database" : "broker";
            all.add(network("connections to the " + to + " reset", server, TcpProxy::reset));
            all.add(network(to + " refuses connections for 2 s", server, TcpProxy::cut));
            all.add(network(to + " silent for 2 s", server, TcpProxy::stall));
            all.add(network("connections to the " + to + " half open", server, Fault::forget));
            all.add(network(to + " 50 ms away", server, link -> link.slow(Duration.ofMillis(50), Integer.MAX_VALUE)));
            all.add(network(to + " behind 64 KB/s", server, link -> link.slow(Duration.ZERO, 65_536)));
            all.add(new Fault(to + " killed", 0, true, (stack, load, random) -> {
                stack.servers().kill(server);
                pause(random, 1_000);
                stack.servers().startAgain(server);
            }));
        }
        for (Stack.Service service : Stack.Service.values()) {
            all.add(new Fault("service killed", 1, false, (stack, load, random) -> {
                pause(random, 300);
                ServiceJvm jvm = stack.any(service);
                jvm.kill();
                stack.startAgain(service, jvm);
            }));
        }
        all.addAll(unusual());
        return all;
    }

    private static List<Fault> unusual() {
        return List.of(
                new Fault("one of three relays killed", 1, false, (stack, load, random) -> {
                    for (int i = 0; i < 2; i++) {
                        stack.startInstance(Stack.Service.FACTURA);
                    }
                    stack.instances(Stack.Service.FACTURA).forEach(ServiceJvm::awaitReady);
                    stack.killFirst(Stack.Service.FACTURA);
                }),
                new Fault("database fails over to its standby", 0, true, (stack, load, random) -> {
                    stack.servers().addStandby();
                    load.awaitDone(4);
                    stack.failOver();
                }),
                new Fault("disk of the log full", 0, true, DatabaseFaults::fillTheDiskOfTheLog),
                new Fault("clock jumps", 0, false, (stack, load, random) -> {
                    for (int hours : new int[] {6, -3, 0}) {
                        for (Stack.Service service : Stack.Service.values()) {
                            for (ServiceJvm jvm : stack.instances(service)) {
                                jvm.moveClock(Duration.ofHours(hours));
                            }
                        }
                        load.awaitDone(4);
                    }
                }),
                new Fault("queue deleted with what it held", 0, false, DatabaseFaults::loseAQueue),
                new Fault(
                        "slow consumer, backlog of " + DatabaseFaults.BACKLOG,
                        0,
                        false,
                        DatabaseFaults::letABacklogGrow));
    }

    static Fault crash(CrashPoint point, Stack.Service service) {
        return new Fault("crash at " + point, 1, false, (stack, load, random) -> {
            ServiceJvm jvm = stack.first(service);
            jvm.arm(point, 1 + random.nextInt(3));
            jvm.awaitHaltedAt(point);
            stack.startAgain(service, jvm);
        });
    }

    /** While as many as possible wait for an answer. */
    private static void forget(TcpProxy link) {
        link.stall();
        LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
        link.halfOpen();
    }

    /** On one service's way, for two seconds. */
    private static Fault network(String kind, Servers.Kind server, OnLink what) {
        return new Fault(kind, 0, false, (stack, load, random) -> {
            TcpProxy link = stack.link(Stack.Service.values()[random.nextInt(2)], server);
            what.apply(link);
            LockSupport.parkNanos(Duration.ofSeconds(2).toNanos());
            link.restore();
        });
    }

    private static void pause(Random random, int atMostMillis) {
        LockSupport.parkNanos(Duration.ofMillis(random.nextInt(atMostMillis)).toNanos());
    }

    @Override
    public String toString() {
        return kind;
    }
}
