package es.crmfactura.allinone;

import java.util.concurrent.CountDownLatch;

/** {@code java -jar crm-factura.jar}: starts everything, says where to go, and runs until it is told to stop. */
public final class AllInOne {

    private AllInOne() {}

    public static void main(String[] args) throws Exception {
        try {
            Settings settings = Settings.of(System.getenv());
            Stack stack = Stack.start(settings);
            Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "stop"));
            System.out.println(Welcome.text(settings));
            new CountDownLatch(1).await();
        } catch (CannotStartException e) {
            System.err.println("\n" + e.getMessage() + "\n");
            System.exit(1);
        }
    }
}
