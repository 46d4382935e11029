package es.crmfactura.allinone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.util.FileSystemUtils;

/**
 * The services that {@code CRM_URL} and {@code FACTURA_URL} name, asked with the key {@code CRMFACTURA_API_KEY} if there is one;
 * else an all-in-one for the tests of a class, which asks for a key where the class is {@link WithKeys}, and whose log is read.
 */
final class RunningServices implements BeforeAllCallback, AfterAllCallback {

    private static final String ADMIN_KEY = "crmfactura.security.admin-key";

    private @Nullable Path folder;
    private @Nullable QuietLog log;
    private @Nullable Stack stack;
    private @Nullable Http http;

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        String crm = System.getenv("CRM_URL");
        String factura = System.getenv("FACTURA_URL");
        if (crm != null && factura != null) {
            http = new Http(crm, factura, System.getenv("CRMFACTURA_API_KEY"));
            return;
        }
        folder = Files.createTempDirectory("services");
        Settings settings = Ports.settings(folder);
        log = new QuietLog();
        String key = null;
        if (context.getRequiredTestClass().isAnnotationPresent(WithKeys.class)) {
            key = UUID.randomUUID().toString();
            System.setProperty(ADMIN_KEY, key);
        }
        stack = Stack.start(settings);
        http = new Http(settings, key);
    }

    Http http() {
        if (http == null) {
            throw new IllegalStateException("not started");
        }
        return http;
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        System.clearProperty(ADMIN_KEY);
        if (stack != null) {
            stack.close();
        }
        FileSystemUtils.deleteRecursively(folder);
        if (log != null) {
            log.close();
        }
    }
}
