package es.crmfactura.factura.lotes.trabajo;

import es.crmfactura.factura.emision.EmisionDeFacturas;
import es.crmfactura.factura.emision.Factura;
import es.crmfactura.factura.emision.Intento;
import es.crmfactura.factura.emision.NuevaFactura;
import es.crmfactura.factura.lotes.rechazos.Rechazo;
import es.crmfactura.factura.lotes.rechazos.ReferenciaRepetidaException;
import es.crmfactura.factura.lotes.rechazos.ReferenciaYaEmitidaException;
import es.crmfactura.factura.lotes.trabajo.Emitidas.Emitida;
import es.crmfactura.factura.lotes.trabajo.Emitidas.YaEmitida;
import es.crmfactura.web.CampoInvalido;
import es.crmfactura.web.CamposInvalidos;
import es.crmfactura.web.MergePatch;
import es.crmfactura.web.Problema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

/** What can become of rows now, by the rules of {@code POST /facturas}. */
@Component
class Comprobacion {

    private final Emitidas emitidas;
    private final MergePatch cuerpos;
    private final EmisionDeFacturas emision;

    Comprobacion(Emitidas emitidas, MergePatch cuerpos, EmisionDeFacturas emision) {
        this.emitidas = emitidas;
        this.cuerpos = cuerpos;
        this.emision = emision;
    }

    /**
     * @param emisibles each with its invoice, in the order of the rows
     * @param repetidas that have been issued before
     */
    record Resultado(List<Emisible> emisibles, List<Emitida> repetidas, List<Rechazo> rechazos) {}

    record Emisible(Fila fila, Factura factura) {}

    private record Leida(Fila fila, NuevaFactura nueva) {}

    Resultado comprobar(List<Fila> unas) {
        Map<String, YaEmitida> yaEmitidas = emitidas.conReferencia(unas);
        List<Leida> leidas = new ArrayList<>();
        var resultado = new Resultado(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (Fila fila : unas) {
            try {
                YaEmitida emitida = fila.referencia() == null ? null : yaEmitidas.get(fila.referencia());
                comprobarReferencia(fila, emitida);
                if (emitida == null) {
                    leidas.add(new Leida(fila, leer(fila)));
                } else {
                    resultado.repetidas().add(new Emitida(fila, emitida.id(), true));
                }
            } catch (Problema e) {
                resultado.rechazos().add(Rechazo.de(fila.numero(), e));
            }
        }
        preparar(leidas, resultado);
        return resultado;
    }

    private static void comprobarReferencia(Fila fila, @Nullable YaEmitida emitida) {
        if (fila.referencia() == null) {
            return;
        }
        if (fila.otra() != null) {
            throw new ReferenciaRepetidaException(fila.referencia(), fila.otra());
        }
        if (emitida != null && !emitida.esDe(fila)) {
            throw new ReferenciaYaEmitidaException(fila.referencia(), emitida.id(), emitida.numero());
        }
    }

    private NuevaFactura leer(Fila fila) {
        try {
            NuevaFactura nueva = cuerpos.read(fila.contenido(), NuevaFactura.class);
            if (!nueva.esBorrador()) {
                return nueva;
            }
        } catch (JacksonException e) {
            throw new CamposInvalidos(List.of(new CampoInvalido("la factura", "no se entiende: revise su JSON")));
        }
        throw new CamposInvalidos(List.of(new CampoInvalido("borrador", "no cabe en un lote: no lo envíe")));
    }

    private void preparar(List<Leida> leidas, Resultado resultado) {
        List<Intento<Factura>> intentos =
                emision.preparar(leidas.stream().map(Leida::nueva).toList());
        for (int i = 0; i < leidas.size(); i++) {
            Fila fila = leidas.get(i).fila();
            intentos.get(i)
                    .segun(
                            factura -> resultado.emisibles().add(new Emisible(fila, factura)),
                            problema -> resultado.rechazos().add(Rechazo.de(fila.numero(), problema)));
        }
    }
}
