package es.crmfactura.crm.clientes;

import es.crmfactura.crm.campos.CamposDefinidos;
import es.crmfactura.messaging.EventLog;
import es.crmfactura.web.CamposInvalidos;
import es.crmfactura.web.MergePatch;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/**
 * Clients by the hundred. A row may say in {@code id} how its client is called where it comes from: a client of ours with
 * that id, or one who was taken in with it, is the same.
 */
@Component
public class AltasDeClientes implements Altas {

    private final Clientes clientes;
    private final ClientesConocidos conocidos;
    private final MergePatch cuerpos;
    private final CamposDefinidos campos;
    private final EventLog eventos;
    private final Clock clock;

    AltasDeClientes(
            Clientes clientes,
            ClientesConocidos conocidos,
            MergePatch cuerpos,
            CamposDefinidos campos,
            EventLog eventos,
            Clock clock) {
        this.clientes = clientes;
        this.conocidos = conocidos;
        this.cuerpos = cuerpos;
        this.campos = campos;
        this.eventos = eventos;
        this.clock = clock;
    }

    @Override
    public List<Alta> hacer(List<ObjectNode> filas) {
        List<Cliente> nuevos = new ArrayList<>();
        List<Alta> altas = cotejar(filas, datos -> {
            Cliente nuevo = Cliente.alta(datos, clock.instant());
            nuevos.add(nuevo);
            return nuevo.id();
        });
        clientes.saveAllAndFlush(nuevos);
        conocidos.recordar(clavesAjenas(altas));
        eventos.append(nuevos.stream().map(this::creado).toList());
        return altas;
    }

    @Override
    public List<Alta> ensayar(List<ObjectNode> filas) {
        return cotejar(filas, datos -> null);
    }

    private List<Alta> cotejar(List<ObjectNode> filas, Function<DatosDeCliente, @Nullable UUID> alta) {
        Lectura lectura = new Lectura(cuerpos, campos.bloquear(filas));
        List<Candidato<DatosDeCliente>> candidatos =
                filas.stream().map(fila -> leer(fila, lectura)).toList();
        var cotejo = new Cotejo<>(
                conocidos.buscar(candidatos.stream()
                        .flatMap(candidato -> candidato.claves().stream())
                        .collect(Collectors.toSet())),
                alta);
        return candidatos.stream().map(cotejo::cotejar).toList();
    }

    private static Candidato<DatosDeCliente> leer(ObjectNode fila, Lectura lectura) {
        try {
            DatosDeCliente datos = lectura.nuevo(fila).redondeados();
            return Candidato.of(claves(fila.path("id").asString(""), datos), datos);
        } catch (CamposInvalidos e) {
            return Candidato.invalido(e);
        }
    }

    private static List<String> claves(String referencia, DatosDeCliente datos) {
        List<String> claves = new ArrayList<>(ClientesConocidos.claves(referencia, datos.cifNif(), datos.email()));
        if (claves.isEmpty()) {
            claves.add(ClientesConocidos.fila(Huella.de(datos)));
        }
        return claves;
    }

    /** Those that a client has not got in itself. */
    private static Map<String, UUID> clavesAjenas(List<Alta> altas) {
        var ajenas = new HashMap<String, UUID>();
        for (Alta alta : altas) {
            UUID id = alta.id();
            if (id != null && alta.resultado() != Alta.Resultado.RECHAZADA) {
                alta.claves().stream()
                        .filter(clave -> ClientesConocidos.esAjena(clave, id))
                        .forEach(clave -> ajenas.put(clave, id));
            }
        }
        return ajenas;
    }

    private EventLog.Entry creado(Cliente cliente) {
        return new EventLog.Entry(cliente.creado(), cliente.id(), cliente.version(), eventos.currentTrace());
    }
}
