package es.crmfactura.web;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.TomcatContextCustomizer;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/**
 * What Tomcat refuses before anybody looks at it, such as an address with characters that may not stand in one, is a problem
 * like any other instead of a page of Tomcat's own.
 */
class TomcatRefusals extends ErrorReportValve implements TomcatContextCustomizer {

    @Override
    public void customize(Context context) {
        context.getParent().getPipeline().addValve(this);
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable cause) {
        if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        try {
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            response.setCharacterEncoding("UTF-8");
            var writer = response.getReporter();
            if (writer != null) {
                writer.write(JsonMapper.shared().writeValueAsString(problem(response.getStatus())));
                response.finishResponse();
            }
        } catch (IOException e) {
            // who has asked is gone
        }
    }

    private static Map<String, Object> problem(int status) {
        // Tomcat's 501 is about a method or a header that it does not know, and no fault of ours
        Respuesta respuesta = status == 501 ? Respuesta.SOLICITUD_INCORRECTA : Respuesta.of(status);
        Problema problema = respuesta.problema();
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", "urn:crmfactura:problema:" + problema.codigo());
        problem.put("title", respuesta.titulo());
        problem.put("status", status);
        problem.put("detail", problema.detalle());
        problem.put("codigo", problema.codigo());
        return problem;
    }
}
