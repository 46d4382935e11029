package es.crmfactura.crm.importacion;

import static org.assertj.core.api.Assertions.assertThat;

import es.crmfactura.crm.CompanyFields;
import es.crmfactura.crm.CrmTest;
import es.crmfactura.crm.ImportClient;
import es.crmfactura.testing.HttpCaller.Answer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** Files with columns for the fields of a company that has defined one of each type, named after it. */
@CrmTest
@Import(ImportClient.class)
class CamposPropiosTest {

    @Autowired
    private ImportClient crm;

    /** Marks the clients of one test. */
    private final String segmento = "s" + UUID.randomUUID();

    @BeforeEach
    void oneOfEachTypeIsDefined() {
        List.of("texto", "numero", "fecha", "booleano", "opcion")
                .forEach(tipo -> new CompanyFields(crm).define(tipo, tipo));
    }

    @AfterEach
    void nothingIsDefined() {
        new CompanyFields(crm).removeAll();
    }

    @Test
    void cellsAreReadAsPeopleWriteThem() {
        crm.importar("clientes", """
                        nombre;segmento;CAMPO.Texto;campo.numero;campo.fecha; campo.booleano ;campo.opcion
                        Ana;%1$s; hola ;1.234,5 €;31/1/2027;Sí;azul vivo
                        Eva;%1$s;;;;;
                        """.formatted(segmento)).has("/creadas", 2).has("/columnas_desconocidas", List.of());

        suyos().has("/clientes/0/campos", Map.of())
                .has("/clientes/1/campos/texto", "hola")
                .has("/clientes/1/campos/numero", 1234.5)
                .has("/clientes/1/campos/fecha", "2027-01-31")
                .has("/clientes/1/campos/booleano", true)
                .has("/clientes/1/campos/opcion", "azul vivo");
    }

    @Test
    void aRowWithWhatAFieldCanNotHaveIsRefusedWithAllThatIsAtFault() {
        var importacion = crm.importar("clientes", """
                        nombre;segmento;email;campo.numero;campo.fecha;campo.opcion
                        Ana;%1$s;malo;mucho;30/2/2027;verde
                        Eva;%1$s;;1.500;;
                        Leo;%1$s;;;;rojo
                        """.formatted(segmento))
                .has("/creadas", 1)
                .has("/rechazadas", 2);

        assertThat(crm.rechazadas(importacion))
                .contains(
                        "email debe ser",
                        "campos.numero tiene que ser un número",
                        "campos.fecha tiene que ser una fecha")
                .contains("campos.opcion tiene que ser uno de: rojo, azul vivo")
                .contains("campo.numero puede ser mil veces más o menos");
    }

    @Test
    void aColumnOfAFieldThatIsNotDefinedRefusesTheFile() {
        var answer = crm.enviar("tipo=clientes", "nombre;Campo.Color;campo.texto\nAna;rojo;t", StandardCharsets.UTF_8)
                .problem(422, "campos_invalidos")
                .has("/errores/0/campo", "Campo.Color")
                .lacks("/errores/1");
        assertThat(answer.at("/errores/0/mensaje").asString())
                .endsWith("hay campo.booleano, campo.fecha, campo.numero, campo.opcion, campo.texto");
    }

    @Test
    void rowsThatDifferOnlyInThemAreOfDifferentClients() {
        String csv = """
                nombre;segmento;campo.numero
                Ana;%1$s;1
                Ana;%1$s;2
                Ana;%1$s;1,0
                Ana;%1$s;
                """.formatted(segmento);
        crm.ensayar("clientes", csv).has("/creadas", 3).has("/sin_cambios", 1);
        crm.importar("clientes", csv).has("/creadas", 3).has("/sin_cambios", 1);
        crm.importar("clientes", csv).has("/creadas", 0).has("/sin_cambios", 4);
    }

    private Answer suyos() {
        return crm.get("/api/crm/clientes?segmento=" + segmento).status(200);
    }
}
