package es.crmfactura.factura.seguridad;

import static org.assertj.core.api.Assertions.assertThat;

import es.crmfactura.factura.FacturaTest;
import es.crmfactura.factura.ShopProgram;
import es.crmfactura.testing.RolesTrial;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

@FacturaTest
@TestPropertySource(properties = "crmfactura.security.admin-key=" + RolesTest.ADMIN)
class RolesTest {

    static final String ADMIN = "la-clave-del-primer-administrador";

    @Autowired
    private ShopProgram shop;

    @Test
    void eachRoleMayDoWhatTheDocumentSaysAndNothingElse() {
        new RolesTrial(shop, ADMIN).run();
    }

    @Test
    void whatIsForAdministratorsIsInTheTableOfRoles() throws Exception {
        String table = Files.readString(Path.of("../docs/security.md"));
        assertThat(new RolesTrial(shop, ADMIN).forAdministrators())
                .isNotEmpty()
                .allMatch(operation -> table.contains("`" + operation + "`"));
    }
}
