package es.crmfactura.webhooks;

import java.math.BigDecimal;
import java.util.UUID;

/** What the test's service tells. */
sealed interface Suceso {

    UUID asunto();

    record AlgoOcurrido(UUID asunto, int numero, BigDecimal importe) implements Suceso {}

    record OtraCosa(UUID asunto) implements Suceso {}
}
