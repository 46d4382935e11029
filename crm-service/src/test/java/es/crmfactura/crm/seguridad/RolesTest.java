package es.crmfactura.crm.seguridad;

import static org.assertj.core.api.Assertions.assertThat;

import es.crmfactura.crm.CrmTest;
import es.crmfactura.crm.OldClient;
import es.crmfactura.testing.RolesTrial;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

@CrmTest
@TestPropertySource(properties = "crmfactura.security.admin-key=" + ClavesTest.ADMIN)
class RolesTest {

    @Autowired
    private OldClient crm;

    @Test
    void eachRoleMayDoWhatTheDocumentSaysAndNothingElse() {
        new RolesTrial(crm, ClavesTest.ADMIN).run();
    }

    @Test
    void whatIsForAdministratorsIsInTheTableOfRoles() throws Exception {
        String table = Files.readString(Path.of("../docs/security.md"));
        assertThat(new RolesTrial(crm, ClavesTest.ADMIN).forAdministrators())
                .isNotEmpty()
                .allMatch(operation -> table.contains("`" + operation + "`"));
    }
}
