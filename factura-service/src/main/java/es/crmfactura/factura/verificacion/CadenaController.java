package es.crmfactura.factura.verificacion;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/verifactu")
@Tag(name = "Verifactu", description = "Los registros de facturación, su cadena y su remisión a la Agencia Tributaria")
class CadenaController {

    private final VerificacionDeCadenas verificacion;

    CadenaController(VerificacionDeCadenas verificacion) {
        this.verificacion = verificacion;
    }

    @GetMapping("/cadena")
    @Operation(
            summary = "Verifica la cadena de registros entera",
            description =
                    "Vuelve a calcular cada huella y comprueba que cada registro continúa el anterior, que ninguno falta ni va"
                            + " hacia atrás en el tiempo, y que cada factura tiene los suyos y dicen lo que ella. Con muchos"
                            + " registros tarda: unos segundos por cada millón.")
    @ApiResponse(responseCode = "200", description = "Si está íntegra y, si no, dónde se rompe y por qué")
    Verificacion cadena() {
        return verificacion.verificar();
    }
}
