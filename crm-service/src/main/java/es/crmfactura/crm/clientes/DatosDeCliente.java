package es.crmfactura.crm.clientes;

import es.crmfactura.crm.campos.Campos;
import es.crmfactura.eventos.DatosCliente;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Objects;
import org.hibernate.annotations.ColumnTransformer;
import org.jspecify.annotations.Nullable;

/** What may be written of a client. Blank is as good as absent, and what is absent has its default. */
@Embeddable
record DatosDeCliente(
        @Schema(
                description = "Nombre por el que se le conoce",
                example = "Talleres Muñoz",
                requiredMode = Schema.RequiredMode.REQUIRED)
        @NotBlank
        @Size(max = 300)
        @Nullable
        String nombreCompleto,

        @Schema(description = "Nombre legal, si es otro", example = "Talleres Muñoz e Hijos, S.L.")
        @Size(max = 300)
        @Nullable
        String razonSocial,

        @Schema(description = "Qué clase de cliente es", defaultValue = "empresa") @Enumerated(EnumType.STRING)
        Tipo tipoCliente,

        @Schema(description = "Correo; único sin distinguir mayúsculas", example = "info@talleresmunoz.es")
        @Email
        @Size(max = 254)
        @Nullable
        String email,

        @Schema(description = "NIF, NIE o CIF; único. No se rechaza por su letra de control", example = "B12345674")
        @Size(max = 30)
        @Nullable
        String cifNif,

        @Schema(description = "En qué punto está la relación", defaultValue = "prospecto") @Enumerated(EnumType.STRING)
        Estado estado,

        @Schema(description = "Segmento comercial", example = "pyme") @Size(max = 100) @Nullable
        String segmento,

        @Schema(description = "Sector de actividad", example = "automoción") @Size(max = 100) @Nullable
        String sectorIndustria,

        @Schema(description = "Página web", example = "https://talleresmunoz.es") @Size(max = 500) @Nullable
        String website,

        @Schema(description = "Notas libres", example = "Prefiere que se le llame por la tarde")
        @Size(max = 10_000)
        @Nullable
        String notas,

        @Schema(description = "Crédito en euros, redondeado al céntimo", example = "1500.00", defaultValue = "0")
        @Digits(integer = 12, fraction = 20)
        BigDecimal creditoDisponible,

        @Schema(
                description =
                        "Lo que tiene en los campos propios, que se definen en /api/crm/campos: por su nombre, y solo"
                                + " cambian los que se envían; null vacía uno, o todos",
                types = {"object", "null"},
                example = "{\"color\": \"rojo\", \"renovacion\": \"2027-01-31\"}")
        @Convert(converter = CamposEnJson.class)
        @Column(columnDefinition = "jsonb")
        @ColumnTransformer(write = "cast(? as jsonb)")
        Campos campos) {

    // constants are spelled as the API, the events and the database spell them
    enum Tipo {
        empresa,
        autonomo,
        particular,
        administracion
    }

    enum Estado {
        prospecto,
        activo,
        inactivo,
        bloqueado
    }

    DatosDeCliente(
            @Nullable String nombreCompleto,
            @Nullable String razonSocial,
            @Nullable Tipo tipoCliente,
            @Nullable String email,
            @Nullable String cifNif,
            @Nullable Estado estado,
            @Nullable String segmento,
            @Nullable String sectorIndustria,
            @Nullable String website,
            @Nullable String notas,
            @Nullable BigDecimal creditoDisponible,
            @Nullable Campos campos) {
        this.nombreCompleto = text(nombreCompleto);
        this.razonSocial = text(razonSocial);
        this.tipoCliente = tipoCliente == null ? Tipo.empresa : tipoCliente;
        this.email = text(email);
        this.cifNif = CifNif.normalized(cifNif);
        this.estado = estado == null ? Estado.prospecto : estado;
        this.segmento = text(segmento);
        this.sectorIndustria = text(sectorIndustria);
        this.website = text(website);
        this.notas = text(notas);
        this.creditoDisponible = creditoDisponible == null ? BigDecimal.ZERO : creditoDisponible;
        this.campos = campos == null ? Campos.NINGUNO : campos;
    }

    private static @Nullable String text(@Nullable String value) {
        return value == null || value.isBlank() ? null : value.strip();
    }

    /** As it is kept. Separate from reading, as rounding an absurd exponent is only safe once it has been checked. */
    DatosDeCliente redondeados() {
        return new DatosDeCliente(
                nombreCompleto,
                razonSocial,
                tipoCliente,
                email,
                cifNif,
                estado,
                segmento,
                sectorIndustria,
                website,
                notas,
                creditoDisponible.setScale(2, RoundingMode.HALF_UP),
                campos);
    }

    DatosDeCliente conCampos(Campos otros) {
        return new DatosDeCliente(
                nombreCompleto,
                razonSocial,
                tipoCliente,
                email,
                cifNif,
                estado,
                segmento,
                sectorIndustria,
                website,
                notas,
                creditoDisponible,
                otros);
    }

    /** What is open here is taken from the other. */
    DatosDeCliente completados(DatosDeCliente otros) {
        return new DatosDeCliente(
                nombreCompleto,
                razonSocial == null ? otros.razonSocial : razonSocial,
                tipoCliente,
                email == null ? otros.email : email,
                cifNif == null ? otros.cifNif : cifNif,
                estado,
                segmento == null ? otros.segmento : segmento,
                sectorIndustria == null ? otros.sectorIndustria : sectorIndustria,
                website == null ? otros.website : website,
                notas == null ? otros.notas : notas,
                creditoDisponible,
                campos.completados(otros.campos));
    }

    DatosCliente paraEventos() {
        return new DatosCliente(
                Objects.requireNonNull(nombreCompleto), razonSocial, tipoCliente.name(), email, cifNif, estado.name());
    }
}
