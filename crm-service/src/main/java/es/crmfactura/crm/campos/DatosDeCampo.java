package es.crmfactura.crm.campos;

import es.crmfactura.web.CampoInvalido;
import es.crmfactura.web.CamposInvalidos;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What may be written of a definition. */
record DatosDeCampo(
        @Schema(
                description = "Cómo se llama en la API; no se puede cambiar",
                example = "color",
                requiredMode = Schema.RequiredMode.REQUIRED)
        @NotNull
        @Pattern(
                regexp = "[a-z][a-z0-9_]{0,39}",
                message = "tiene que ser una letra minúscula y hasta 39 letras minúsculas, cifras o _ más, sin acentos")
        @Nullable
        String nombre,

        @Schema(
                description = "Cómo se muestra a las personas",
                example = "Color preferido",
                requiredMode = Schema.RequiredMode.REQUIRED)
        @NotBlank
        @Size(max = 200)
        @Nullable
        String etiqueta,

        @Schema(
                description =
                        "Qué valores tiene: texto, de 2000 caracteres como mucho; numero, con 12 cifras enteras y 6"
                                + " decimales como mucho; fecha; booleano; u opcion, una de las opciones. No se puede cambiar",
                requiredMode = Schema.RequiredMode.REQUIRED)
        @NotNull
        Campo.@Nullable Tipo tipo,

        @Schema(
                description = "Entre qué se elige; solo si el tipo es opcion, y entonces hacen falta",
                // otherwise generated clients send an empty list where nothing is meant
                types = {"array", "null"},
                example = "[\"rojo\", \"azul\"]")
        @Size(min = 1, max = 100)
        @Nullable
        List<@NotBlank @Size(max = 200) @Nullable String> opciones) {

    DatosDeCampo {
        etiqueta = etiqueta == null ? null : etiqueta.strip();
        opciones = opciones == null
                ? null
                : opciones.stream()
                        .map(opcion -> opcion == null ? null : opcion.strip())
                        .toList();
    }

    /** @throws CamposInvalidos if there are options where none may be, or none where there have to be, or one twice */
    DatosDeCampo comprobados() {
        boolean deOpciones = tipo == Campo.Tipo.opcion;
        List<CampoInvalido> errores = deOpciones == (opciones != null)
                ? repetidas().toList()
                : List.of(new CampoInvalido(
                        "opciones",
                        deOpciones
                                ? "tienen que decir entre qué se elige, por ejemplo [\"rojo\", \"azul\"]"
                                : "solo las tiene un campo de tipo opcion: quítelas"));
        if (!errores.isEmpty()) {
            throw new CamposInvalidos(errores);
        }
        return this;
    }

    private Stream<CampoInvalido> repetidas() {
        List<@Nullable String> todas = Objects.requireNonNullElse(opciones, List.of());
        return IntStream.range(0, todas.size())
                .filter(i -> todas.indexOf(todas.get(i)) < i)
                .mapToObj(i -> new CampoInvalido("opciones[" + i + "]", "está repetida: quítela"));
    }

    /** @throws CamposInvalidos if it would be another field, or one with other values */
    DatosDeCampo comprobadosTras(Campo anterior) {
        List<CampoInvalido> errores = Stream.of(
                        cambio("nombre", anterior.nombre(), nombre), cambio("tipo", anterior.tipo(), tipo))
                .flatMap(cambio -> cambio)
                .toList();
        if (!errores.isEmpty()) {
            throw new CamposInvalidos(errores);
        }
        return comprobados();
    }

    private static Stream<CampoInvalido> cambio(String campo, Object antes, @Nullable Object ahora) {
        return antes.equals(ahora)
                ? Stream.empty()
                : Stream.of(new CampoInvalido(campo, "no se puede cambiar: defina otro campo, y elimine este"));
    }

    String @Nullable [] listaDeOpciones() {
        return opciones == null ? null : opciones.toArray(String[]::new);
    }
}
