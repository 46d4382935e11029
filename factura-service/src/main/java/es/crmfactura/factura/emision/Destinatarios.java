package es.crmfactura.factura.emision;

import es.crmfactura.factura.clientes.ClienteDelDirectorio;
import es.crmfactura.factura.clientes.Directorio;
import es.crmfactura.factura.clientes.Directorio.Senas;
import es.crmfactura.factura.emision.NuevaFactura.ClienteEnLinea;
import es.crmfactura.factura.valores.Nif;
import es.crmfactura.web.CampoInvalido;
import es.crmfactura.web.CamposInvalidos;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds who is invoiced. */
@Component
public class Destinatarios {

    private final Directorio directorio;

    Destinatarios(Directorio directorio) {
        this.directorio = directorio;
    }

    /**
     * @param clienteCrmId the client's id in the CRM; null if {@code cliente} is there
     * @throws ClienteDesconocidoException if it is a client of the CRM whom we do not know
     * @throws CamposInvalidos if the tax id that was sent is not one
     */
    public Destinatario de(@Nullable String clienteCrmId, @Nullable ClienteEnLinea cliente) {
        return entre(List.of(Intento.de(() -> Buscado.por(clienteCrmId, cliente))))
                .get(0)
                .get();
    }

    /** Looks for all at once. @return who is invoiced by each, or why nobody, which is thrown */
    List<Supplier<Destinatario>> de(List<NuevaFactura> nuevas) {
        return entre(nuevas.stream()
                .map(nueva -> Intento.de(() -> Buscado.por(nueva.clienteCrmId(), nueva.cliente())))
                .toList());
    }

    private List<Supplier<Destinatario>> entre(List<Intento<Buscado>> buscados) {
        Map<UUID, ClienteDelDirectorio> porId = directorio.conCrmId(sinRepetir(buscados, Buscado::crmId));
        Map<Senas, ClienteDelDirectorio> porSenas = directorio.con(sinRepetir(buscados, Buscado::senas));
        return buscados.stream()
                .<Supplier<Destinatario>>map(buscado -> () -> buscado.obtener().entre(porId, porSenas))
                .toList();
    }

    private static <K> Set<K> sinRepetir(List<Intento<Buscado>> buscados, Function<Buscado, @Nullable K> clave) {
        return buscados.stream()
                .flatMap(buscado -> buscado.siSalio().stream())
                .map(clave)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    /** Either by the CRM's id, or by what was sent of the client. */
    private record Buscado(
            @Nullable UUID crmId,
            @Nullable Senas senas,
            @Nullable ClienteEnLinea cliente) {

        static Buscado por(@Nullable String clienteCrmId, @Nullable ClienteEnLinea cliente) {
            UUID crmId = NuevaFactura.idDeCliente(clienteCrmId);
            if (crmId != null || cliente == null) {
                return new Buscado(crmId, null, null);
            }
            return new Buscado(null, new Senas(nif(cliente.cifNif()), cliente.email()), cliente);
        }

        Destinatario entre(Map<UUID, ClienteDelDirectorio> porId, Map<Senas, ClienteDelDirectorio> porSenas) {
            if (senas != null && cliente != null) {
                return enLinea(cliente, senas, Optional.ofNullable(porSenas.get(senas)));
            }
            return Optional.ofNullable(crmId)
                    .map(porId::get)
                    .map(Destinatario::de)
                    .orElseThrow(ClienteDesconocidoException::new);
        }
    }

    /** The invoice carries the data that were sent; who that is in the CRM is found out, now or later. */
    private static Destinatario enLinea(ClienteEnLinea cliente, Senas senas, Optional<ClienteDelDirectorio> conocido) {
        return new Destinatario(
                conocido.map(ClienteDelDirectorio::crmId).orElse(null),
                cliente.nombreCompleto(),
                cliente.email(),
                senas.cifNif(),
                cliente.direccion(),
                conocido.map(ClienteDelDirectorio::esParticular).orElse(false));
    }

    private static @Nullable String nif(@Nullable String texto) {
        if (texto == null || texto.isBlank()) {
            return null;
        }
        return Nif.de(texto)
                .map(Nif::valor)
                .orElseThrow(() -> new CamposInvalidos(List.of(new CampoInvalido(
                        "cliente.cif_nif", "no es un NIF válido: revise su letra o dígito de control"))));
    }
}
