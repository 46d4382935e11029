package es.crmfactura.factura.emisor;

import es.crmfactura.factura.valores.Nif;
import es.crmfactura.web.CampoInvalido;
import es.crmfactura.web.CamposInvalidos;
import es.crmfactura.web.Problema;
import es.crmfactura.web.SoloAdministracion;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/emisor")
@Tag(name = "Emisor", description = "Quién emite las facturas")
class EmisorController {

    private final Emisores emisores;

    EmisorController(Emisores emisores) {
        this.emisores = emisores;
    }

    @GetMapping
    @Operation(summary = "Los datos del emisor")
    DatosDelEmisor emisor() {
        return emisores.findById(Emisor.UNICO).map(Emisor::datos).orElseThrow(EmisorSinConfigurar::new);
    }

    @PutMapping
    @SoloAdministracion
    @Transactional
    @Operation(
            summary = "Fija los datos del emisor",
            description =
                    "Hace falta antes de la primera factura. Las facturas ya emitidas conservan los datos de entonces.")
    DatosDelEmisor guardar(@Valid @RequestBody DatosDelEmisor datos) {
        Nif nif = Nif.de(datos.nif())
                .orElseThrow(() -> new CamposInvalidos(
                        List.of(new CampoInvalido("nif", "no es un NIF válido: revise su letra o dígito de control"))));
        DatosDelEmisor nuevos = datos.conNif(nif.valor());
        emisores.findById(Emisor.UNICO)
                .ifPresentOrElse(emisor -> emisor.cambiar(nuevos), () -> emisores.save(new Emisor(nuevos)));
        return nuevos;
    }

    private static final class EmisorSinConfigurar extends Problema {

        EmisorSinConfigurar() {
            super(
                    HttpStatus.NOT_FOUND,
                    "emisor_sin_configurar",
                    "Todavía no hay emisor: envíe sus datos con PUT /api/emisor.");
        }
    }
}
