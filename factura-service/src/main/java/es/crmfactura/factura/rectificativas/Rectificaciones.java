package es.crmfactura.factura.rectificativas;

import es.crmfactura.factura.emision.Desglose;
import es.crmfactura.factura.emision.Factura;
import es.crmfactura.factura.emision.Rectificacion.Modo;
import es.crmfactura.factura.emision.Referencia;
import es.crmfactura.factura.valores.Importe;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What rectificativas, and invoices in exchange for others, do to what is due of those. Each of those says so itself, so that
 * what is due of one is read from its row alone; whoever changes it has locked it ({@link Linaje}).
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class Rectificaciones {

    private static final String CANJEAR = """
            insert into factura_canje (canjeada, factura_id)
            select canjeada, :id from unnest(:canjeadas) as c (canjeada)""";

    private static final String SUSTITUIR = """
            with sustituida as (
              update factura set sustituida_por = :id, version = version + 1 where id = any(:sustituidas)
              returning pagado + compensado as saldado)
            update factura set compensado = (select sum(saldado) from sustituida) where id = :id""";

    private static final String DESCONTAR = """
            update factura set compensado = compensado + greatest(0, :menos), version = version + 1 where id = :id""";

    private static final String DESHACER = """
            update factura f
            set compensado = f.compensado - case a.rectificacion when 'diferencias' then greatest(0, -a.total) else 0 end,
              sustituida_por = nullif(f.sustituida_por, a.id), version = f.version + 1
            from factura a
            where a.id = :anulada and (f.id = a.rectifica_a or f.sustituida_por = a.id)""";

    private static final String DEVOLVER = """
            update factura set compensado = compensado - :importe, version = version + 1 where id = :id
            returning sustituida_por""";

    private final JdbcClient jdbc;
    private final Linaje linaje;
    private final Cuentas cuentas;

    Rectificaciones(JdbcClient jdbc, Linaje linaje, Cuentas cuentas) {
        this.jdbc = jdbc;
        this.linaje = linaje;
        this.cuentas = cuentas;
    }

    /** What a new invoice does to those that it corrects, or was exchanged for. */
    void aplicar(Factura nueva) {
        if (nueva.rectificacion() == null) {
            canjear(nueva.id(), nueva.canjeadas().stream().map(Referencia::id).toArray(UUID[]::new));
            return;
        }
        UUID original = nueva.rectificacion().original().id();
        if (nueva.rectificacion().modo() == Modo.sustitucion) {
            sustituir(nueva.id(), original);
        } else {
            descontar(original, nueva.total());
        }
    }

    private void canjear(UUID nueva, UUID... canjeadas) {
        jdbc.sql(CANJEAR).param("id", nueva).param("canjeadas", canjeadas).update();
        sustituir(nueva, canjeadas);
    }

    /** What was paid of those counts for the new one. */
    private void sustituir(UUID nueva, UUID... sustituidas) {
        jdbc.sql(SUSTITUIR).param("id", nueva).param("sustituidas", sustituidas).update();
    }

    private void descontar(UUID original, Importe diferencia) {
        jdbc.sql(DESCONTAR)
                .param("menos", diferencia.negado().euros())
                .param("id", original)
                .update();
    }

    /**
     * @param id of one that is to be cancelled
     * @throws AnulacionNoPermitidaException if others correct it, stand in its place, or take off what it has added
     */
    public void comprobarAnulacion(UUID id) {
        List<String> sobre = linaje.sobre(id);
        if (!sobre.isEmpty()) {
            throw AnulacionNoPermitidaException.deRectificada(sobre);
        }
        cuentas.enLaQueEsta(id).ifPresent(cuenta -> {
            Desglose sin = cuentas.impuestos(List.of(id)).negado();
            if (cuentas.deFamilia(id).faltaPara(sin).isPresent()
                    || cuenta.faltaPara(sin).isPresent()) {
                throw AnulacionNoPermitidaException.deNecesaria();
            }
        });
    }

    /**
     * Those that the cancelled one corrected, or was exchanged for, are due as before.
     *
     * @param anulada cancelled in this transaction
     */
    public void deshacer(UUID anulada) {
        jdbc.sql(DESHACER).param("anulada", anulada).update();
    }

    /**
     * What was paid of an invoice in whose place others stand is due of them again.
     *
     * @param sustituta the one that stands in its place; null if none does
     */
    public void devolver(@Nullable UUID sustituta, Importe importe) {
        UUID siguiente = sustituta;
        while (siguiente != null) {
            siguiente = jdbc.sql(DEVOLVER)
                    .param("importe", importe.euros())
                    .param("id", siguiente)
                    .query(UUID.class)
                    .optional()
                    .orElse(null);
        }
    }
}
