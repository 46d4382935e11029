package es.crmfactura.factura.reportes.tablas;

import io.swagger.v3.oas.models.media.BinarySchema;
import io.swagger.v3.oas.models.media.MediaType;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Says in the API's document of every operation that takes a {@link Formato} that it also answers with files. */
@Configuration(proxyBeanMethods = false)
class DocumentacionDeFicheros {

    @Bean
    static OperationCustomizer ficheros() {
        return (operation, handler) -> {
            if (Arrays.stream(handler.getMethodParameters()).anyMatch(p -> p.getParameterType() == Formato.class)) {
                var respuesta = Objects.requireNonNull(operation.getResponses().get("200"));
                List.of("text/csv", Formato.TIPO_XLSX)
                        .forEach(tipo ->
                                respuesta.getContent().addMediaType(tipo, new MediaType().schema(new BinarySchema())));
            }
            return operation;
        };
    }
}
