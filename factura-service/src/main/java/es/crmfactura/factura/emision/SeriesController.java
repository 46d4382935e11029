package es.crmfactura.factura.emision;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/series")
@Tag(name = "Series", description = "Hasta qué número ha llegado cada serie")
class SeriesController {

    private final JdbcClient jdbc;

    SeriesController(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Schema(name = "Serie")
    record Vista(
            @Schema(description = "FAC, completas; SIM, simplificadas, o REC, rectificativas", example = "FAC")
            Serie serie,

            @Schema(example = "2026") int ejercicio,

            @Schema(description = "Cuántas se han emitido, pues los números son correlativos", example = "12")
            int ultimo,

            @Schema(description = "El número de la última", example = "FAC-2026-000012")
            String ultimoNumero,

            @Schema(description = "Su fecha; la siguiente no puede ser anterior", example = "2026-11-25")
            LocalDate ultimaFecha) {}

    @GetMapping
    @Operation(summary = "Las series que tienen facturas, por años, el último primero")
    List<Vista> todas() {
        return jdbc.sql("""
                        select s.serie, s.ejercicio, s.ultimo, f.numero as ultimo_numero, s.ultima_fecha
                        from serie s join factura f on (f.serie, f.ejercicio, f.ordinal) = (s.serie, s.ejercicio, s.ultimo)
                        order by s.ejercicio desc, s.serie""").query(Vista.class).list();
    }
}
