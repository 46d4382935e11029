package es.crmfactura.factura.verifactu;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The program that makes the records, as each of them names it (Orden HAC/1177/2024, art. 10 and annex). Who runs it in earnest
 * sets the producer, who answers for it with a declaración responsable, and the installation.
 *
 * @param productor name of who made the program
 * @param nif the producer's
 * @param nombre of the program
 * @param id two characters by which the producer tells its programs apart
 * @param version of the program, as in its declaración responsable
 * @param instalacion tells this installation apart from others of the program; a new one begins new chains
 * @param soloVerifactu the program can only be used for VERI*FACTU
 * @param variosObligados the program can be used for several issuers
 * @param tieneVariosObligados this installation is used for several issuers
 */
public record SistemaInformatico(
        @DefaultValue("Productor sin declarar") @NotBlank @Size(max = 120)
        String productor,

        @DefaultValue("B12345674") @Pattern(regexp = "[0-9A-Z]{9}")
        String nif,

        @DefaultValue("crm-factura") @NotBlank @Size(max = 30)
        String nombre,

        @DefaultValue("CF") @NotBlank @Size(max = 2) String id,

        @DefaultValue("0.1.0") @NotBlank @Size(max = 50) String version,

        @DefaultValue("1") @NotBlank @Size(max = 100) String instalacion,

        @DefaultValue("true") boolean soloVerifactu,
        @DefaultValue("false") boolean variosObligados,
        @DefaultValue("false") boolean tieneVariosObligados) {}
