package es.crmfactura.web;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpHeaders;

/** The OpenAPI document: who the service is, names as they are on the wire, and the problems every operation may answer. */
@AutoConfiguration
@EnableConfigurationProperties(WebProperties.class)
class ApiDocumentation {

    static {
        // an argument that stands for a header, described below
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Precondicion.class);
    }

    private static final String SCHEMA = "#/components/schemas/Problema";

    static String version(ObjectProvider<BuildProperties> build) {
        return build.stream()
                .map(BuildProperties::getVersion)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("desarrollo");
    }

    @Bean
    OpenAPI openApi(WebProperties properties, ObjectProvider<BuildProperties> build) {
        return new OpenAPI()
                .components(new Components())
                .info(new Info()
                        .title(properties.titulo())
                        .description(properties.descripcion())
                        .version(version(build))
                        .license(new License().name("Apache-2.0").identifier("Apache-2.0")));
    }

    /** springdoc reads the records with a Jackson of its own, which has to be told how ours names their fields. */
    @Bean
    ModelResolver modelResolver(ObjectMapperProvider provider) {
        return new ModelResolver(
                        provider.jsonMapper().copy().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE))
                .openapi31(true);
    }

    @Bean
    OpenApiCustomizer problemaSchema() {
        return api -> ModelConverters.getInstance(true)
                .readAll(ProblemaEnJson.class)
                .forEach(api.getComponents()::addSchemas);
    }

    @Bean
    OpenApiCustomizer operations() {
        return api -> Stream.<OpenApiCustomizer>of(new OperationNames(), new PartialBodies())
                .forEach(part -> part.customise(api));
    }

    @Bean
    OperationCustomizer problemResponses() {
        return (operation, handler) -> {
            add(operation, "400", "La solicitud no se entiende");
            add(operation, "503", "Los datos no están disponibles; Retry-After dice cuándo repetir");
            parameters(operation).stream()
                    .filter(parameter -> "path".equals(parameter.getIn()))
                    .forEach(parameter -> describe(operation, parameter));
            if (operation.getRequestBody() != null) {
                add(operation, "415", "El cuerpo no es del formato que se pide");
            }
            if (operation.getRequestBody() != null
                    || parameters(operation).stream().anyMatch(parameter -> "query".equals(parameter.getIn()))) {
                add(operation, "422", "Hay campos que corregir");
            }
            if (Arrays.stream(handler.getMethodParameters())
                    .anyMatch(p -> p.getParameterType() == Precondicion.class)) {
                describePrecondition(operation);
            }
            operation.getResponses().forEach(ApiDocumentation::describe);
            return operation;
        };
    }

    private static void describe(Operation operation, Parameter path) {
        add(operation, "404", "No existe");
        if (path.getDescription() == null) {
            path.description("Su identificador");
        }
    }

    private static void describePrecondition(Operation operation) {
        operation.addParametersItem(new HeaderParameter()
                .name(HttpHeaders.IF_MATCH)
                .description("El ETag de lo que leyó: si ha cambiado desde entonces, no se hace nada (412)")
                .schema(new StringSchema())
                .example("\"3\""));
        add(operation, "412", "Ha cambiado desde que lo leyó");
        add(operation, "428", "Este servicio exige If-Match");
    }

    private static List<Parameter> parameters(Operation operation) {
        return Objects.requireNonNullElse(operation.getParameters(), List.of());
    }

    private static void add(Operation operation, String status, String description) {
        operation.getResponses().computeIfAbsent(status, s -> new ApiResponse().description(description));
    }

    private static void describe(String status, ApiResponse response) {
        if (status.startsWith("4") || status.startsWith("5")) {
            response.content(new Content()
                    .addMediaType(
                            org.springframework.http.MediaType.APPLICATION_PROBLEM_JSON_VALUE,
                            new MediaType().schema(new io.swagger.v3.oas.models.media.Schema<>().$ref(SCHEMA))));
        }
    }

    @Schema(name = "Problema", description = "Por qué no se ha hecho lo que se pedía (RFC 9457)")
    record ProblemaEnJson(
            @Schema(description = "Qué clase de problema es", example = "urn:crmfactura:problema:campos_invalidos")
            String type,

            @Schema(description = "En pocas palabras", example = "Datos no válidos")
            String title,

            @Schema(description = "El código HTTP", example = "422")
            int status,

            @Schema(
                    description = "Qué hacer",
                    example = "Corrija estos campos y repita la solicitud: email no es válido.")
            String detail,

            @Schema(description = "Estable, para programas", example = "campos_invalidos")
            String codigo,

            @Schema(description = "Los campos que corregir") @Nullable
            List<CampoInvalido> errores,

            @Schema(description = "El que ya existe, si el problema es un duplicado") @Nullable
            String id) {}
}
