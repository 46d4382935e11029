package es.crmfactura.allinone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.util.FileSystemUtils;

/** The services that {@code CRM_URL} and {@code FACTURA_URL} name, else an all-in-one for the tests of a class. */
final class RunningServices implements BeforeAllCallback, AfterAllCallback {

    private @Nullable Path folder;
    private @Nullable Stack stack;
    private @Nullable Http http;

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        String crm = System.getenv("CRM_URL");
        String factura = System.getenv("FACTURA_URL");
        if (crm != null && factura != null) {
            http = new Http(crm, factura);
            return;
        }
        folder = Files.createTempDirectory("services");
        Settings settings = Ports.settings(folder);
        stack = Stack.start(settings);
        http = new Http(settings);
    }

    Http http() {
        if (http == null) {
            throw new IllegalStateException("not started");
        }
        return http;
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        if (stack != null) {
            stack.close();
        }
        FileSystemUtils.deleteRecursively(folder);
    }
}
