package es.crmfactura.factura.reportes;

import es.crmfactura.factura.CrmVoice;
import es.crmfactura.factura.FacturaApplication;
import es.crmfactura.factura.ShopProgram;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

/** A test with the whole service in a schema in which nobody else issues, so that its reports are of {@link TresAnyos} alone. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = FacturaApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "crmfactura.demo=true",
            "crmfactura.messaging.relay.auto-startup=false",
            "crmfactura.recurrentes.activo=false",
            "crmfactura.vencimientos.activo=false",
            "crmfactura.sumas.activo=false",
            "crmfactura.verifactu.primera-fecha=2024-01-01",
            "spring.datasource.hikari.schema=" + EsquemaPropio.NOMBRE,
            "spring.flyway.default-schema=" + EsquemaPropio.NOMBRE,
            "spring.flyway.schemas=" + EsquemaPropio.NOMBRE
        })
@ContextConfiguration(initializers = EsquemaPropio.class)
@Import({ShopProgram.class, CrmVoice.class, TresAnyos.class})
public @interface ReportesTest {}
