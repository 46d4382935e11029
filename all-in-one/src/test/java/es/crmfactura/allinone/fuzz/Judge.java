package es.crmfactura.allinone.fuzz;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** What every answer must be, whatever was asked. */
final class Judge {

    private static final Pattern OURS_TO_KNOW = Pattern.compile(
            "\\b(java|javax|jakarta|tools\\.jackson|org\\.(spring|apache|postgres|hibernate)\\w*)\\.\\w|Exception\\b"
                    + "|\\bat es\\.crmfactura|SQLSTATE|ERROR:|insert into|\\bselect .* from\\b|Apache Tomcat|<html",
            Pattern.CASE_INSENSITIVE);

    /** These don't ask the operation as it is described. */
    private static final Set<String> OTHERWISE = Set.of("method", "target", "path");

    /** What HTTP itself has any address answer, to odd {@code Accept}, {@code Content-Type} and the like. */
    private static final Set<Integer> UNDESCRIBED = Set.of(405, 406, 413, 415, 417, 501);

    private Judge() {}

    /** @return what is wrong with it */
    static Optional<String> fault(Request request, Answer answer) {
        if (answer.status() >= 500 && answer.status() != 501) {
            return Optional.of("answers " + answer.status());
        }
        if (answer.took().compareTo(Wire.PATIENCE) > 0) {
            return Optional.of("takes more than " + Wire.PATIENCE);
        }
        return answer.isRefusal() ? faultOfRefusal(request, answer) : faultOfResult(request, answer);
    }

    private static Optional<String> faultOfRefusal(Request request, Answer answer) {
        if (OURS_TO_KNOW.matcher(answer.text()).find()) {
            return Optional.of("tells of its inside with " + answer.status());
        }
        // what never gets to an operation may have no body
        boolean bare = answer.text().isEmpty() && OTHERWISE.contains(request.kind());
        if (!bare && !isProblem(answer)) {
            return Optional.of("answers " + answer.status() + " that is no problem");
        }
        return undeclared(request, answer);
    }

    private static boolean isProblem(Answer answer) {
        if (!answer.header("content-type").startsWith("application/problem+json")) {
            return false;
        }
        JsonNode body = answer.json();
        return body.path("status").asInt(0) == answer.status()
                && List.of("codigo", "detail", "title", "type").stream()
                        .noneMatch(name -> body.path(name).asString("").isBlank());
    }

    private static Optional<String> faultOfResult(Request request, Answer answer) {
        Set<String> declared = request.operation().responses().getOrDefault(String.valueOf(answer.status()), Set.of());
        String type = answer.header("content-type").replaceFirst("\\s*;.*", "");
        boolean asDescribed = OTHERWISE.contains(request.kind()) || declared.isEmpty() || declared.contains(type);
        return asDescribed
                ? undeclared(request, answer)
                : Optional.of("answers " + type + " instead of " + Api.names(declared));
    }

    private static Optional<String> undeclared(Request request, Answer answer) {
        Map<String, Set<String>> declared = request.operation().responses();
        return OTHERWISE.contains(request.kind())
                        || UNDESCRIBED.contains(answer.status())
                        || declared.containsKey(String.valueOf(answer.status()))
                ? Optional.empty()
                : Optional.of("answers " + answer.status() + ", which it does not declare");
    }
}
