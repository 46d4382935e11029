package es.crmfactura.factura.emision;

import es.crmfactura.web.Problema;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What has come of one of several things that were tried together.
 *
 * @param valor null if it failed
 * @param problema the rule that it broke; null if it did not fail
 */
public record Intento<T>(@Nullable T valor, @Nullable Problema problema) {

    static <T> Intento<T> de(Supplier<T> prueba) {
        try {
            return new Intento<>(prueba.get(), null);
        } catch (Problema e) {
            return new Intento<>(null, e);
        }
    }

    public void segun(Consumer<T> siSalio, Consumer<Problema> siNo) {
        if (problema != null) {
            siNo.accept(problema);
        } else {
            siSalio.accept(obtener());
        }
    }

    Optional<T> siSalio() {
        return Optional.ofNullable(valor);
    }

    /** @throws Problema if it failed */
    public T obtener() {
        if (problema != null || valor == null) {
            throw problema == null ? new IllegalStateException("neither a value nor a problem") : problema;
        }
        return valor;
    }
}
