package es.crmfactura.factura.verifactu;

import static es.crmfactura.factura.ShopProgram.FACTURAS;
import static es.crmfactura.factura.ShopProgram.factura;
import static es.crmfactura.factura.ShopProgram.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import es.crmfactura.factura.FacturaTest;
import es.crmfactura.factura.ShopProgram;
import es.crmfactura.factura.valores.Importe;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Each rule by the number that the agency gives it. */
@FacturaTest
class ReglasDeAltaTest {

    @Autowired
    private ShopProgram shop;

    @Autowired
    private JdbcClient jdbc;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'fecha':'2025-01-02','fecha_operacion':'2025-01-03',|{'descripcion':'x','cantidad':1,'precio':1}|1146|fecha_operacion",
                "'fecha_operacion':'1999-01-01',|{'descripcion':'x','cantidad':1,'precio':1}|1134|fecha_operacion",
                "'serie':'SIM',|{'descripcion':'x','cantidad':1,'precio':1,'exencion':'S2'}|1197|items"
            })
    void whatTheAgencyWouldRefuseIsToldWithItsRuleAndUsesUpNoNumber(
            String campos, String linea, String regla, String campo) {
        long antes = facturas();
        var answer = shop.emitir(campos == null ? "" : campos, linea)
                .problem(422, "regla_verifactu")
                .has("/reglas", List.of(regla))
                .has("/errores/0/campo", campo);
        assertThat(answer.at("/detail").asString()).contains("validación " + regla);
        assertThat(facturas()).isEqualTo(antes);
    }

    @Test
    void nobodyInvoicesThemselves() {
        shop.post(FACTURAS, factura("", item("1", 21)).replace("B12345674", "B99999997"))
                .problem(422, "regla_verifactu")
                .has("/reglas", List.of("1193"))
                .has("/errores/0/campo", "cliente.cif_nif");
        // in a simplified one nobody is named
        shop.post(FACTURAS, factura("'serie':'SIM',", item("1", 21)).replace("B12345674", "B99999997"))
                .status(201);
    }

    @Test
    void anInvoiceHasAtMostTwelveKindsOfTax() {
        String[] exentas = {"E1", "E2", "E3", "E4", "E5", "E6", "N1", "N2", "S2"};
        String[] lineas = new String[13];
        for (int i = 0; i < 9; i++) {
            lineas[i] = "{'descripcion':'x','cantidad':1,'precio':1,'exencion':'%s'}".formatted(exentas[i]);
        }
        int[] tipos = {0, 4, 10, 21};
        for (int i = 0; i < 4; i++) {
            lineas[9 + i] = item("1", tipos[i]);
        }
        shop.emitir("", lineas).problem(422, "regla_verifactu").has("/reglas", List.of("4113"));
        shop.emitir("", List.of(lineas).subList(0, 12).toArray(String[]::new)).status(201);
    }

    @Test
    void invoicesFromBeforeTheLawAreRefused() {
        var reglas = new ReglasDeAlta(
                new VerifactuProperties(Entorno.PRUEBAS, null, LocalDate.of(2024, 10, 28), SistemaDePrueba.SISTEMA),
                Clock.systemUTC());
        assertThatThrownBy(() ->
                        reglas.comprobar(alta(LocalDate.of(2024, 10, 27), "F1", new Alta.Persona("A", "B12345674"))))
                .hasMessageContaining("fecha no puede ser anterior al 28-10-2024 (validación 1152)");
        assertThatCode(() ->
                        reglas.comprobar(alta(LocalDate.of(2024, 10, 28), "F1", new Alta.Persona("A", "B12345674"))))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> reglas.comprobar(alta(LocalDate.of(2025, 1, 1), "R4", null)))
                .hasMessageContaining("1189");
    }

    private static Alta alta(LocalDate fecha, String tipo, Alta.@Nullable Persona destinatario) {
        var importe = new Importe(BigDecimal.ONE);
        return new Alta(
                UUID.randomUUID(),
                tipo,
                fecha,
                null,
                "x",
                destinatario,
                List.of(new Alta.Impuesto(null, BigDecimal.TEN, importe, importe, BigDecimal.ZERO, Importe.CERO)),
                null,
                List.of());
    }

    private long facturas() {
        return jdbc.sql("select count(*) from factura").query(Long.class).single();
    }
}
