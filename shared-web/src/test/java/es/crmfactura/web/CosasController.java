package es.crmfactura.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import java.io.IOException;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

@RestController
class CosasController {

    private final MergePatch mergePatch;

    CosasController(MergePatch mergePatch) {
        this.mergePatch = mergePatch;
    }

    @PostMapping("/cosas")
    Cosa crear(@Valid @RequestBody Cosa cosa) {
        return cosa;
    }

    @PatchMapping("/cosas")
    Cosa cambiar(@RequestBody ObjectNode cambios, Precondicion precondicion) {
        precondicion.comprobar(7);
        return mergePatch.apply(
                new Cosa("una cosa", "roja", null, new BigDecimal("10.00"), Color.rojo, List.of()), cambios);
    }

    @GetMapping("/cosas")
    Pagina listar(
            @Valid @ParameterObject Pagina pagina,
            @RequestParam(required = false) @Nullable Color color,
            @RequestParam(required = false) @Nullable LocalDate desde,
            @RequestParam(name = "por_hoja", defaultValue = "1") @Max(5) int porHoja) {
        return pagina;
    }

    @GetMapping("/cosas/medidas")
    Map<String, List<String>> medidas(
            @Valid @ParameterObject Pagina pagina, @ConPrefijo("medida.") Map<String, List<String>> medidas) {
        return medidas;
    }

    @PostMapping("/cosas/fichero")
    long guardar(@RequestBody Upload fichero) throws IOException {
        return fichero.bytes();
    }

    @GetMapping("/cosas/{id}")
    Cosa una(@PathVariable String id) throws Exception {
        throw switch (id) {
            case "repetida" -> new CosaRepetida();
            case "sin-base" ->
                new IllegalStateException(new SQLTransientConnectionException(
                        "HikariPool-1 - Connection is not available",
                        new SQLException("role is not permitted to log in", "28000")));
            case "interbloqueo" -> new SQLException("deadlock detected", "40P01");
            case "nulo" -> new SQLException("invalid byte sequence for encoding", "22021");
            case "unica" -> new SQLException("duplicate key value violates unique constraint", "23505");
            case "tabla" -> new SQLException("relation secretos does not exist", "42P01");
            default -> new IllegalStateException("contraseña de com.example.Secreto");
        };
    }

    enum Color {
        rojo,
        azul
    }

    record Cosa(
            @NotBlank String nombreCompleto,
            @Nullable String notaLarga,
            @Nullable Instant fecha,
            @Nullable @Digits(integer = 12, fraction = 2) BigDecimal importe,
            @Nullable Color color,
            @Nullable List<@Valid Parte> partes) {}

    record Parte(@NotBlank String nombreCorto, int cuantas) {}

    static class CosaRepetida extends Problema {
        CosaRepetida() {
            super(HttpStatus.CONFLICT, "cosa_repetida", "Ya hay una: use la que hay.", List.of(), Map.of("id", "7"));
        }
    }
}
