package es.crmfactura.web.idempotency;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.ServletInvocableHandlerMethod;
import tools.jackson.databind.json.JsonMapper;

/**
 * Calls a controller's method. When a POST comes with a key, what the method does and what it answers become one transaction:
 * after a crash at any moment either both are there, and the repeated request is given the answer, or neither is, and it is
 * done. A refused request has no effect and is not kept.
 */
class IdempotentMethod extends ServletInvocableHandlerMethod {

    static final String KEY = "Idempotency-Key";

    private final Answers answers;
    private final TransactionOperations transaction;
    private final JsonMapper json;

    IdempotentMethod(HandlerMethod method, Answers answers, TransactionOperations transaction, JsonMapper json) {
        super(method);
        this.answers = answers;
        this.transaction = transaction;
        this.json = json;
    }

    @Override
    protected @Nullable Object doInvoke(@Nullable Object... arguments) throws Exception {
        var attributes = (ServletRequestAttributes) RequestContextHolder.currentRequestAttributes();
        HttpServletRequest request = attributes.getRequest();
        String key = request.getHeader(KEY);
        if (key == null || !request.getMethod().equals("POST")) {
            return super.doInvoke(arguments);
        }
        if (hasMethodAnnotation(NoRepetible.class)) {
            throw new KeyProblem.NotTaken();
        }
        if (!key.matches("[\\x21-\\x7e]{1,255}")) {
            throw new KeyProblem.Malformed();
        }
        return once(key, fingerprint(request, BodyFingerprint.of(attributes)), arguments);
    }

    /** What comes between two transactions, and each would repeat for itself, is repeated here as a whole. */
    private ResponseEntity<byte[]> once(String key, byte[] fingerprint, @Nullable Object[] arguments) {
        try {
            return inTransaction(key, fingerprint, arguments);
        } catch (DataIntegrityViolationException | OptimisticLockingFailureException e) {
            return inTransaction(key, fingerprint, arguments);
        }
    }

    private ResponseEntity<byte[]> inTransaction(String key, byte[] fingerprint, @Nullable Object[] arguments) {
        return Objects.requireNonNull(transaction.execute(tx -> {
            if (!answers.reserve(key)) {
                throw new KeyProblem.InFlight();
            }
            return answers.find(key, fingerprint)
                    .map(answer -> answer.toResponse(true))
                    .orElseGet(() -> {
                        Answer answer = Answer.of(this, invoke(arguments), json);
                        answers.save(key, fingerprint, answer);
                        return answer.toResponse(false);
                    });
        }));
    }

    private @Nullable Object invoke(@Nullable Object[] arguments) {
        try {
            return super.doInvoke(arguments);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] fingerprint(HttpServletRequest request, byte[] body) {
        MessageDigest digest = BodyFingerprint.sha256();
        digest.update(
                (request.getRequestURI() + "?" + request.getQueryString() + "\n").getBytes(StandardCharsets.UTF_8));
        return digest.digest(body);
    }
}
