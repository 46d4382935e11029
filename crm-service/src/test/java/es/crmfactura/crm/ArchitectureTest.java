package es.crmfactura.crm;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.persistence.Entity;
import org.junit.jupiter.api.Test;
import org.springframework.data.repository.Repository;

class ArchitectureTest {

    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("es.crmfactura");

    @Test
    void featuresHaveNoCycles() {
        slices().matching("es.crmfactura.crm.(*)..").should().beFreeOfCycles().check(HOUSE);
    }

    @Test
    void clientesCallsNoOtherFeatureAndOnlyReconstruccionCallsFacturacion() {
        noClasses()
                .that()
                .resideInAPackage("..crm.clientes..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "..crm.contactos..",
                        "..crm.actividades..",
                        "..crm.oportunidades..",
                        "..crm.embudo..",
                        "..crm.exportacion..",
                        "..crm.importacion..",
                        "..crm.resumen..",
                        "..crm.facturacion..",
                        "..crm.reconstruccion..")
                .check(HOUSE);
        noClasses()
                .that()
                .resideOutsideOfPackages("..crm.facturacion..", "..crm.reconstruccion..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..crm.facturacion..", "..crm.reconstruccion..")
                .check(HOUSE);
    }

    @Test
    void entitiesAndRepositoriesStayInside() {
        classes().that().areAnnotatedWith(Entity.class).should().notBePublic().check(HOUSE);
        classes()
                .that()
                .areAssignableTo(Repository.class)
                .should()
                .notBePublic()
                .check(HOUSE);
    }

    @Test
    void namesSayWhatAThingIs() {
        noClasses()
                .should()
                .haveNameMatching(".*(Impl|Dto|Util|Utils|Helper|Mapper)")
                .check(HOUSE);
    }

    @Test
    void theContractKnowsNoFramework() {
        noClasses()
                .that()
                .resideInAPackage("es.crmfactura.eventos..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework..", "jakarta..", "tools.jackson..")
                .check(HOUSE);
    }

    @Test
    void servicesMeetOnlyInTheSharedModules() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "es.crmfactura.messaging..",
                        "es.crmfactura.web..",
                        "es.crmfactura.security..",
                        "es.crmfactura.auditoria..",
                        "es.crmfactura.webhooks..",
                        "es.crmfactura.conciliacion..",
                        "es.crmfactura.aparcados..",
                        "es.crmfactura.eventos..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("es.crmfactura.crm..", "es.crmfactura.factura..")
                .check(HOUSE);
    }
}
