package es.crmfactura.factura.documentos.correo;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import es.crmfactura.factura.documentos.Documento;
import es.crmfactura.factura.documentos.Formato;
import es.crmfactura.factura.documentos.correo.EnviosController.Envio;
import es.crmfactura.factura.documentos.correo.EnviosController.NuevoEnvio;
import es.crmfactura.web.CampoInvalido;
import es.crmfactura.web.CamposInvalidos;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What was asked to be sent, and what became of it. */
@Service
class Envios {

    private static final NoArgGenerator IDS = Generators.timeBasedEpochGenerator();
    /** An address alone, as mail servers without extensions take it: nothing that would name a second one, or a header. */
    private static final Pattern DIRECCION =
            Pattern.compile("[!-~&&[^<>()\\[\\],;:\"\\\\@]]+@[!-~&&[^<>(),;:\"\\\\@]]+");

    private final JdbcClient jdbc;
    private final Correo correo;
    private final Clock clock;

    Envios(JdbcClient jdbc, Correo correo, Clock clock) {
        this.jdbc = jdbc;
        this.correo = correo;
        this.clock = clock;
    }

    /**
     * @throws CorreoSinConfigurarException if nothing can be sent
     * @throws CamposInvalidos if it is not known whom to
     */
    @Transactional
    Envio encargar(Documento factura, NuevoEnvio nuevo) {
        correo.comprobar();
        OffsetDateTime ahora = OffsetDateTime.now(clock);
        return jdbc.sql("""
                        insert into envio (id, factura_id, para, asunto, mensaje, solicitado_en, proximo_intento)
                        values (?, ?, ?, ?, ?, ?, ?) returning *""")
                .params(
                        IDS.generate(),
                        factura.id(),
                        para(factura, nuevo.para()),
                        oUsual(nuevo.asunto(), asunto(factura)),
                        oUsual(nuevo.mensaje(), mensaje(factura)),
                        ahora,
                        ahora)
                .query(Envios::envio)
                .single();
    }

    List<Envio> deFactura(UUID factura) {
        return jdbc.sql("select * from envio where factura_id = ? order by solicitado_en desc, id desc")
                .param(factura)
                .query(Envios::envio)
                .list();
    }

    private static String para(Documento factura, @Nullable String pedido) {
        String direccion = pedido == null ? factura.destinatario().email() : pedido;
        if (direccion == null || !DIRECCION.matcher(direccion).matches()) {
            throw new CamposInvalidos(List.of(new CampoInvalido(
                    "para",
                    pedido == null
                            ? "hace falta: la factura no tiene un correo del cliente al que se pueda enviar"
                            : "tiene que ser una sola dirección de correo, en ASCII y sin nombre")));
        }
        return direccion;
    }

    private static String oUsual(@Nullable String pedido, String usual) {
        return pedido == null || pedido.isBlank() ? usual : pedido;
    }

    private static String asunto(Documento factura) {
        return "Factura %s de %s"
                .formatted(factura.numero(), factura.emisor().nombre().replaceAll("\\p{Cntrl}", " "));
    }

    private static String mensaje(Documento factura) {
        String vencimiento =
                factura.total().esPositivo() ? " Vence el %s.".formatted(Formato.fecha(factura.vencimiento())) : "";
        return """
                Le enviamos adjunta la factura %s, de fecha %s, por un importe de %s.%s

                Un saludo,
                %s
                """.formatted(
                        factura.numero(),
                        Formato.fecha(factura.fecha()),
                        Formato.euros(factura.total()),
                        vencimiento,
                        factura.emisor().nombre());
    }

    private static Envio envio(ResultSet row, int number) throws SQLException {
        return new Envio(
                row.getObject("id", UUID.class),
                row.getString("para"),
                row.getString("asunto"),
                row.getString("estado"),
                row.getInt("intentos"),
                row.getString("error"),
                row.getObject("solicitado_en", OffsetDateTime.class).toInstant(),
                instante(row, "proximo_intento"),
                instante(row, "enviado_en"));
    }

    private static @Nullable Instant instante(ResultSet row, String columna) throws SQLException {
        OffsetDateTime momento = row.getObject(columna, OffsetDateTime.class);
        return momento == null ? null : momento.toInstant();
    }
}
