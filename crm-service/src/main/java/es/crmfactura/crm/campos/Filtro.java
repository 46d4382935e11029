package es.crmfactura.crm.campos;

import es.crmfactura.web.CampoInvalido;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.StringNode;

/** What is asked of clients' own fields: {@code color}, {@code renovacion.desde} and {@code renovacion.hasta}. */
final class Filtro {

    private static final Pattern PREGUNTA = Pattern.compile("([^.]+)(?:\\.(desde|hasta))?");

    private final Map<String, Campo> definidos;
    private final List<CondicionDeCampo> condiciones = new ArrayList<>();
    private final List<CampoInvalido> errores = new ArrayList<>();

    Filtro(List<Campo> definidos) {
        this.definidos = definidos.stream().collect(Collectors.toMap(Campo::nombre, campo -> campo));
    }

    /** @throws FiltroDesconocido if not all of it can be asked */
    List<CondicionDeCampo> condiciones(Map<String, List<String>> preguntas) {
        preguntas.forEach((pregunta, valores) -> valores.forEach(valor -> preguntar(pregunta, valor)));
        if (!errores.isEmpty()) {
            throw new FiltroDesconocido(errores);
        }
        return condiciones;
    }

    private void preguntar(String pregunta, String valor) {
        Matcher partes = PREGUNTA.matcher(pregunta);
        Campo campo = partes.matches() ? definidos.get(partes.group(1)) : null;
        if (campo == null) {
            reparar(pregunta, "no es de ningún campo definido" + cuales());
        } else if (partes.group(2) != null && !campo.tipo().tieneOrden()) {
            reparar(pregunta, "no se puede pedir: solo tienen desde y hasta los campos de tipo numero o fecha");
        } else if (!valor.isBlank()) {
            campo.leer(new StringNode(valor))
                    .ifPresentOrElse(
                            leido -> exigir(campo.nombre(), partes.group(2), leido),
                            () -> reparar(pregunta, campo.esperado()));
        }
    }

    /** JSON is compared with JSON: numbers by what they are worth, dates as texts, which have the same order. */
    private void exigir(String campo, @Nullable String extremo, Object valor) {
        String parametro = "campo" + condiciones.size();
        String sql = extremo == null
                ? "c.campos @> jsonb_build_object('%s', :%s)".formatted(campo, parametro)
                : "c.campos -> '%s' %s to_jsonb(:%s)"
                        .formatted(campo, extremo.equals("desde") ? ">=" : "<=", parametro);
        condiciones.add(new CondicionDeCampo(sql, parametro, valor));
    }

    private void reparar(String pregunta, String mensaje) {
        errores.add(new CampoInvalido(CamposDefinidos.PREFIJO + pregunta, mensaje));
    }

    private String cuales() {
        return definidos.keySet().stream()
                .sorted()
                .map(nombre -> CamposDefinidos.PREFIJO + nombre)
                .reduce((uno, otro) -> uno + ", " + otro)
                .map(nombres -> ": hay " + nombres)
                .orElse("; no hay ninguno");
    }
}
