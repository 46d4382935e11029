package es.crmfactura.factura.verifactu;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Makes the records of invoices, in the transaction that issues or cancels them. */
@Service
public class Registros {

    /** What waits to be sent will be known. */
    private static final String CONOCIDA = """
            select exists (
              select from verifactu_registro r left join verifactu_envio e on e.registro = r.id
              where r.factura_id = ? and r.tipo = 'alta' and e.estado is distinct from 'rechazado')""";

    private final Cadena cadena;
    private final ReglasDeAlta reglas;
    private final OtrasFacturas otras;
    private final DireccionQr qr;
    private final JdbcTemplate jdbc;

    Registros(Cadena cadena, ReglasDeAlta reglas, OtrasFacturas otras, DireccionQr qr, JdbcTemplate jdbc) {
        this.cadena = cadena;
        this.reglas = reglas;
        this.otras = otras;
        this.qr = qr;
        this.jdbc = jdbc;
    }

    /** @throws ReglaIncumplidaException if the agency would refuse its record, whoever issues it */
    public void comprobar(Alta alta) {
        reglas.comprobar(alta);
    }

    /** The same for many, and with the issuer as it is now; refuses with a {@link ReglaIncumplidaException}. */
    public Consumer<Alta> comprobacion() {
        List<String> emisor = jdbc.queryForList("select nif from emisor", String.class);
        return alta -> {
            reglas.comprobar(alta);
            emisor.forEach(nif -> ReglasDeAlta.comprobarPartes(nif, List.of(alta)));
        };
    }

    /**
     * Registers invoices of one issuer that are in the database, in this order. The chain stays locked until the transaction
     * ends.
     *
     * @param numeros of the invoices, by their ids
     * @return each by its id
     * @throws ReglaIncumplidaException if the agency would refuse the record of one of them
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Map<UUID, Registrada> darDeAlta(List<Alta> altas, Map<UUID, String> numeros) {
        if (altas.isEmpty()) {
            return Map.of();
        }
        var nombradas = otras.de(altas);
        Tramo tramo = cadena.abrir(altas.get(0).facturaId());
        ReglasDeAlta.comprobarPartes(tramo.nif(), altas);
        Map<UUID, Registrada> registradas = new HashMap<>();
        for (Alta alta : altas) {
            UUID id = alta.facturaId();
            String numero = Objects.requireNonNull(numeros.get(id));
            var datos = Contenido.DatosDeAlta.de(alta, nombradas);
            Registro registro = tramo.alta(Tramo.DeAlta.de(alta, tramo.nif(), numero, datos), null, null);
            URI direccion = qr.de(tramo.nif(), numero, alta.fecha(), alta.importeTotal());
            registradas.put(id, new Registrada(numero, registro.huella(), direccion));
        }
        cadena.alargar(tramo);
        return registradas;
    }

    /** Registers that an invoice is cancelled, also one that the agency does not know. The chain stays locked as above. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void anular(UUID facturaId) {
        boolean conocida = Boolean.TRUE.equals(jdbc.queryForObject(CONOCIDA, Boolean.class, facturaId));
        Tramo tramo = cadena.abrir(facturaId);
        tramo.anulacion(facturaId, otras.una(facturaId), null, null, !conocida);
        cadena.alargar(tramo);
    }

    /**
     * Puts a record right with another one, chained as any other.
     *
     * @param textos what it says instead; null leaves it
     * @param rechazoPrevio as in {@link Registro}
     * @return the id of the new one
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public long subsanar(Encadenado malo, Textos textos, @Nullable String rechazoPrevio, boolean sinRegistroPrevio) {
        Registro registro = malo.registro();
        Tramo tramo = cadena.abrir(registro.facturaId());
        Contenido.DatosDeAlta datos = registro.contenido().alta();
        if (datos == null) {
            tramo.anulacion(registro.facturaId(), registro.factura(), malo.id(), rechazoPrevio, sinRegistroPrevio);
        } else {
            tramo.alta(Tramo.DeAlta.de(registro, datos.con(textos)), malo.id(), rechazoPrevio);
        }
        return cadena.alargar(tramo);
    }

    /**
     * An issued invoice with its place in the chain.
     *
     * @param qr the address in its QR
     */
    public record Registrada(String numero, String huella, URI qr) {}

    /** What a record says of an invoice in its own words. */
    public record Textos(
            @Nullable String descripcion, @Nullable String nombreDestinatario) {}
}
