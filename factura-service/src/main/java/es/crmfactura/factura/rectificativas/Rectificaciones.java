package es.crmfactura.factura.rectificativas;

import es.crmfactura.factura.emision.Desglose;
import es.crmfactura.factura.emision.Factura;
import es.crmfactura.factura.emision.Rectificacion.Modo;
import es.crmfactura.factura.emision.Referencia;
import es.crmfactura.factura.valores.Importe;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What rectificativas, and invoices in exchange for others, do to what is due of those. Each of the invoices says so itself, so
 * that what is due of one is read from its row alone; whoever changes one has locked it, and before it those on which it
 * stands.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class Rectificaciones {

    /** What it corrects or was exchanged for, what those do, and so on. This never changes. */
    private static final String LINAJE = """
            with recursive linaje as (
              select id, rectifica_a, 0 as paso from factura where id = :id
              union all
              select a.id, a.rectifica_a, l.paso + 1
              from linaje l
              cross join lateral (
                select f.id, f.rectifica_a from factura f where f.id = l.rectifica_a
                union all
                select c.id, c.rectifica_a from factura_canje x join factura c on c.id = x.canjeada where x.factura_id = l.id) a)
            select id from linaje order by paso desc, id""";

    private static final String SUSTITUIR = """
            with sustituida as (
              update factura set sustituida_por = :id, version = version + 1 where id = any(:sustituidas)
              returning pagado + compensado as saldado)
            update factura set compensado = (select sum(saldado) from sustituida) where id = :id""";

    private static final String DESHACER = """
            update factura f
            set compensado = f.compensado - case a.rectificacion when 'diferencias' then greatest(0, -a.total) else 0 end,
              sustituida_por = nullif(f.sustituida_por, a.id), version = f.version + 1
            from factura a
            where a.id = :anulada and (f.id = a.rectifica_a or f.sustituida_por = a.id)""";

    private static final String VIGENTE = """
            with recursive sustituta as (
              select s.numero, s.sustituida_por from factura f join factura s on s.id = f.sustituida_por where f.id = :id
              union all
              select s.numero, s.sustituida_por from sustituta f join factura s on s.id = f.sustituida_por)
            select numero from sustituta where sustituida_por is null""";

    private final JdbcClient jdbc;
    private final Cuentas cuentas;

    Rectificaciones(JdbcClient jdbc, Cuentas cuentas) {
        this.jdbc = jdbc;
        this.cuentas = cuentas;
    }

    /** Locks an invoice until the transaction ends, and before it all on which it stands, the oldest first. */
    public void bloquear(UUID id) {
        bloquear(jdbc.sql(LINAJE).param("id", id).query(UUID.class).list());
    }

    /** In this order, so that two who lock the same ones do not wait for each other. */
    void bloquear(List<UUID> ids) {
        jdbc.sql("select id from factura where id = any(:ids) order by array_position(:ids, id) for update")
                .param("ids", ids.toArray(UUID[]::new))
                .query(UUID.class)
                .list();
    }

    /** @return the number of the invoice that now counts in the place of this one; empty if it counts itself */
    public Optional<String> vigente(UUID id) {
        return jdbc.sql(VIGENTE).param("id", id).query(String.class).optional();
    }

    /** @return the numbers of those that correct it now, or stand in its place */
    private List<String> de(UUID id) {
        return jdbc.sql("""
                        select numero from factura
                        where anulada_en is null
                          and (rectifica_a = :id or id = (select sustituida_por from factura where id = :id))
                        order by emitida_en, numero""").param("id", id).query(String.class).list();
    }

    /** What a new invoice does to those that it corrects, or was exchanged for. */
    void aplicar(Factura nueva) {
        if (nueva.rectificacion() == null) {
            canjear(nueva.id(), nueva.canjeadas().stream().map(Referencia::id).toList());
            return;
        }
        UUID original = nueva.rectificacion().original().id();
        if (nueva.rectificacion().modo() == Modo.sustitucion) {
            sustituir(nueva.id(), List.of(original));
        } else {
            descontar(original, nueva.total());
        }
    }

    private void canjear(UUID nueva, List<UUID> canjeadas) {
        jdbc.sql(
                        "insert into factura_canje (canjeada, factura_id) select canjeada, :id from unnest(:canjeadas) as c (canjeada)")
                .param("id", nueva)
                .param("canjeadas", canjeadas.toArray(UUID[]::new))
                .update();
        sustituir(nueva, canjeadas);
    }

    /** What was paid of those counts for this one. */
    private void sustituir(UUID nueva, Collection<UUID> sustituidas) {
        jdbc.sql(SUSTITUIR)
                .param("id", nueva)
                .param("sustituidas", sustituidas.toArray(UUID[]::new))
                .update();
    }

    private void descontar(UUID original, Importe diferencia) {
        jdbc.sql(
                        "update factura set compensado = compensado + greatest(0, :menos), version = version + 1 where id = :id")
                .param("menos", diferencia.negado().euros())
                .param("id", original)
                .update();
    }

    /**
     * @param id locked
     * @throws AnulacionNoPermitidaException if others correct it, stand in its place, or take off what it has added
     */
    public void comprobarAnulacion(UUID id) {
        List<String> otras = de(id);
        if (!otras.isEmpty()) {
            throw AnulacionNoPermitidaException.deRectificada(otras);
        }
        jdbc.sql("select rectifica_a, total from factura where id = ? and rectificacion = 'diferencias'")
                .param(id)
                .query(row -> {
                    Desglose cambio = cuentas.impuestos(List.of(id)).negado();
                    comprobarQueQueda(cuentas.deFamilia(id), cambio);
                    if (row.getBigDecimal("total").signum() <= 0) {
                        UUID original = row.getObject("rectifica_a", UUID.class);
                        comprobarQueQueda(cuentas.deFactura(original, null).desglose(), cambio);
                    }
                });
    }

    private static void comprobarQueQueda(Desglose hay, Desglose cambio) {
        if (hay.faltaPara(cambio).isPresent()) {
            throw AnulacionNoPermitidaException.deNecesaria();
        }
    }

    /**
     * Those that the cancelled one corrected, or was exchanged for, are due as before.
     *
     * @param anulada locked, and cancelled in this transaction
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
            siguiente = jdbc.sql("""
                            update factura set compensado = compensado - :importe, version = version + 1 where id = :id
                            returning sustituida_por""")
                    .param("importe", importe.euros())
                    .param("id", siguiente)
                    .query(UUID.class)
                    .optional()
                    .orElse(null);
        }
    }
}
