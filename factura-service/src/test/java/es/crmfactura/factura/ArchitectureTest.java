package es.crmfactura.factura;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.persistence.Entity;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.data.repository.Repository;

class ArchitectureTest {

    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("es.crmfactura");

    @Test
    void featuresHaveNoCycles() {
        slices().matching("es.crmfactura.factura.(*)..")
                .should()
                .beFreeOfCycles()
                .check(HOUSE);
    }

    @Test
    void whoIsCalledDoesNotCallBack() {
        List<String> rooms = List.of(
                "valores",
                "verifactu",
                "clientes",
                "emision",
                "rectificativas",
                "borradores",
                "facturas",
                "pagos",
                "lotes",
                "vencimientos",
                "recurrentes",
                "verificacion",
                "remision");
        for (int i = 0; i < rooms.size() - 1; i++) {
            noClasses()
                    .that()
                    .resideInAPackage("..factura." + rooms.get(i) + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(rooms.subList(i + 1, rooms.size()).stream()
                            .map(room -> "..factura." + room + "..")
                            .toArray(String[]::new))
                    .check(HOUSE);
        }
    }

    @Test
    void lotesAreReadThenWorkedOnAndKnowOnlyWhatIssuesThem() {
        noClasses()
                .that()
                .resideInAPackage("..factura.lotes..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..factura.borradores..", "..factura.facturas..", "..factura.pagos..")
                .check(HOUSE);
        noClasses()
                .that()
                .resideInAPackage("..factura.lotes.trabajo")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..factura.lotes", "..factura.lotes.recepcion")
                .check(HOUSE);
        noClasses()
                .that()
                .resideInAnyPackage("..factura.lotes.recepcion", "..factura.lotes.rechazos")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("..factura.lotes")
                .check(HOUSE);
    }

    @Test
    void theIssuerIsKnownToNobody() {
        noClasses()
                .that()
                .resideInAnyPackage("..factura.clientes..", "..factura.emision..", "..factura.facturas..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("..factura.emisor..")
                .check(HOUSE);
        noClasses()
                .that()
                .resideInAPackage("..factura.emisor..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "..factura.clientes..", "..factura.emision..", "..factura.facturas..", "..factura.pagos..")
                .check(HOUSE);
    }

    @Test
    void documentsAreMadeOfWhatOthersKnowAndCalledByNobody() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..factura.documentos..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("..factura.documentos..")
                .check(HOUSE);
        List<String> rooms = List.of("", ".qr", ".pdf", ".correo");
        for (int i = 0; i < rooms.size() - 1; i++) {
            noClasses()
                    .that()
                    .resideInAPackage("..factura.documentos" + rooms.get(i))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(rooms.subList(i + 1, rooms.size()).stream()
                            .map(room -> "..factura.documentos" + room)
                            .toArray(String[]::new))
                    .check(HOUSE);
        }
        noClasses()
                .that()
                .resideOutsideOfPackage("..documentos.facturae")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("..documentos.facturae")
                .check(HOUSE);
    }

    @Test
    void reportsReadTablesAndKnowNoFeatureNorAnyFeatureThem() {
        noClasses()
                .that()
                .resideInAPackage("..factura.reportes..")
                .should()
                .dependOnClassesThat(resideInAPackage("es.crmfactura.factura..")
                        .and(not(resideInAnyPackage("..factura.reportes..", "..factura.valores.."))))
                .check(HOUSE);
        noClasses()
                .that(resideOutsideOfPackage("..factura.reportes.."))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("..factura.reportes..")
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
        noClasses()
                .that()
                .resideInAPackage("es.crmfactura.factura..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("es.crmfactura.crm..")
                .check(HOUSE);
    }

    @Test
    void whoDecidesAboutParkedMessagesKnowsNoneOfThemAndNobodyCallsIt() {
        noClasses()
                .that()
                .resideInAPackage("es.crmfactura.aparcados..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "es.crmfactura.eventos..", "es.crmfactura.conciliacion..", "es.crmfactura.webhooks..")
                .check(HOUSE);
        noClasses()
                .that()
                .resideOutsideOfPackage("es.crmfactura.aparcados..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("es.crmfactura.aparcados..")
                .check(HOUSE);
    }
}
