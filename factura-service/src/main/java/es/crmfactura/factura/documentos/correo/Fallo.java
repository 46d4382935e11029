package es.crmfactura.factura.documentos.correo;

import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.mail.MailSendException;

/**
 * Why the server did not take a message.
 *
 * @param definitivo it never will: it does not know whom it is for (SMTP 5xx)
 */
record Fallo(boolean definitivo, String texto) {

    private static final int MAX_LETRAS = 300;

    static Fallo de(Exception e) {
        List<Throwable> causas = causas(e);
        boolean rechazado = causas.stream()
                .anyMatch(causa -> causa instanceof SendFailedException fallo
                        && fallo.getInvalidAddresses() != null
                        && fallo.getInvalidAddresses().length > 0);
        return new Fallo(rechazado, texto(causas.get(causas.size() - 1)));
    }

    /** From the outermost to what the server said: these libraries have three ways of putting one into the other. */
    private static List<Throwable> causas(Exception e) {
        List<Throwable> causas = new ArrayList<>();
        for (Throwable causa = e; causa != null && !causas.contains(causa); causa = siguiente(causa)) {
            causas.add(causa);
        }
        return causas;
    }

    private static @Nullable Throwable siguiente(Throwable causa) {
        if (causa instanceof MailSendException varios && varios.getMessageExceptions().length > 0) {
            return varios.getMessageExceptions()[0];
        }
        return causa instanceof MessagingException mensaje ? mensaje.getNextException() : causa.getCause();
    }

    private static String texto(Throwable causa) {
        String mensaje = causa.getMessage() == null ? causa.getClass().getSimpleName() : causa.getMessage();
        String limpio = mensaje.replaceAll("\\p{Cntrl}+", " ").strip();
        return limpio.substring(0, Math.min(limpio.length(), MAX_LETRAS));
    }
}
