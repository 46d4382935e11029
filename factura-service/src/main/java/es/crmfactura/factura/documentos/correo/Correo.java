package es.crmfactura.factura.documentos.correo;

import es.crmfactura.factura.documentos.Documento;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.MediaType;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;

/** The mail server that takes our messages. */
class Correo {

    private final @Nullable JavaMailSender servidor;
    private final @Nullable String remitente;

    Correo(@Nullable JavaMailSender servidor, @Nullable String remitente) {
        this.servidor = servidor;
        this.remitente = remitente;
    }

    boolean estaConfigurado() {
        return servidor != null && remitente != null;
    }

    /** @throws CorreoSinConfigurarException if nothing can be sent */
    void comprobar() {
        if (servidor == null) {
            throw new CorreoSinConfigurarException("SPRING_MAIL_HOST");
        }
        if (remitente == null) {
            throw new CorreoSinConfigurarException("CRMFACTURA_CORREO_FROM");
        }
    }

    /** Returns once the server has taken it. */
    void enviar(Encargo encargo, Documento factura, byte[] pdf) throws MessagingException, MailException {
        JavaMailSender abierto = Objects.requireNonNull(servidor);
        MimeMessage mensaje = abierto.createMimeMessage();
        escribir(mensaje, encargo, factura, pdf);
        abierto.send(mensaje);
    }

    private void escribir(MimeMessage mensaje, Encargo encargo, Documento factura, byte[] pdf)
            throws MessagingException {
        String de = Objects.requireNonNull(remitente);
        var partes = new MimeMessageHelper(mensaje, true, StandardCharsets.UTF_8.name());
        try {
            // the library would take a line break in the name for the end of the header
            partes.setFrom(de, factura.emisor().nombre().replaceAll("\\p{Cntrl}", " "));
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException("every Java has it", e);
        }
        if (factura.emisor().email() != null) {
            partes.setReplyTo(factura.emisor().email());
        }
        partes.setTo(encargo.para());
        partes.setSubject(encargo.asunto());
        partes.setText(encargo.mensaje());
        partes.addAttachment(factura.numero() + ".pdf", new ByteArrayResource(pdf), MediaType.APPLICATION_PDF_VALUE);
        // the same whenever it is sent again, so that whoever gets it twice can tell
        mensaje.setHeader("Message-ID", "<%s@%s>".formatted(encargo.id(), de.substring(de.indexOf('@') + 1)));
    }
}
