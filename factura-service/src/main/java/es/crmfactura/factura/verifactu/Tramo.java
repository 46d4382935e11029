package es.crmfactura.factura.verifactu;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Records that are to follow each other at the end of a chain. */
final class Tramo {

    /**
     * Where a chain ends.
     *
     * @param nombreEmisor as the invoice has it
     * @param posicion of its last record; 0 if there is none
     * @param huella null if there is none
     * @param generado null if there is none
     */
    record Cabeza(
            int cadena,
            String nif,
            String nombreEmisor,
            long posicion,
            @Nullable String huella,
            @Nullable Instant generado) {}

    private final Cabeza cabeza;
    private final SistemaInformatico sistema;
    private final Instant momento;
    private final String generado;
    private final List<Registro> registros = new ArrayList<>();

    Tramo(Cabeza cabeza, SistemaInformatico sistema, Clock clock) {
        this.cabeza = cabeza;
        this.sistema = sistema;
        this.momento = momento(cabeza, clock);
        this.generado = Formato.fechaHora(momento.atZone(clock.getZone()).toOffsetDateTime());
    }

    /** Along a chain time does not run backwards, whatever the clock does. */
    private static Instant momento(Cabeza cabeza, Clock clock) {
        Instant ahora = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Instant ultimo = cabeza.generado();
        return ultimo != null && ultimo.isAfter(ahora) ? ultimo : ahora;
    }

    /** What is registered of an invoice, but for what the chain adds. */
    record DeAlta(
            UUID facturaId,
            Referencia factura,
            String tipo,
            String cuotaTotal,
            String importeTotal,
            Contenido.DatosDeAlta datos) {

        static DeAlta de(Alta alta, String emisor, String numero, Contenido.DatosDeAlta datos) {
            return new DeAlta(
                    alta.facturaId(),
                    new Referencia(emisor, numero, Formato.fecha(alta.fecha())),
                    alta.tipo(),
                    alta.cuotaTotal().toString(),
                    alta.importeTotal().toString(),
                    datos);
        }

        static DeAlta de(Registro malo, Contenido.DatosDeAlta datos) {
            return new DeAlta(
                    malo.facturaId(),
                    malo.factura(),
                    Objects.requireNonNull(malo.tipoFactura()),
                    Objects.requireNonNull(malo.cuotaTotal()),
                    Objects.requireNonNull(malo.importeTotal()),
                    datos);
        }
    }

    /**
     * @param subsana the record that this one puts right
     * @param rechazoPrevio what the agency said to that one
     */
    Registro alta(DeAlta alta, @Nullable Long subsana, @Nullable String rechazoPrevio) {
        String anterior = ultimaHuella();
        return anadir(new Registro(
                posicion() + 1,
                alta.facturaId(),
                Registro.Tipo.alta,
                alta.factura(),
                alta.tipo(),
                alta.cuotaTotal(),
                alta.importeTotal(),
                generado,
                anterior,
                Huella.deAlta(alta.factura(), alta.tipo(), alta.cuotaTotal(), alta.importeTotal(), anterior, generado),
                subsana,
                rechazoPrevio,
                false,
                new Contenido(Texto.de(cabeza.nombreEmisor(), Texto.NOMBRE), sistema, alta.datos())));
    }

    Registro anulacion(
            UUID facturaId,
            Referencia factura,
            @Nullable Long subsana,
            @Nullable String rechazoPrevio,
            boolean sinRegistroPrevio) {
        String anterior = ultimaHuella();
        return anadir(new Registro(
                posicion() + 1,
                facturaId,
                Registro.Tipo.anulacion,
                factura,
                null,
                null,
                null,
                generado,
                anterior,
                Huella.deAnulacion(factura, anterior, generado),
                subsana,
                rechazoPrevio,
                sinRegistroPrevio,
                new Contenido(Texto.de(cabeza.nombreEmisor(), Texto.NOMBRE), sistema, null)));
    }

    private Registro anadir(Registro registro) {
        registros.add(registro);
        return registro;
    }

    int cadena() {
        return cabeza.cadena();
    }

    String nif() {
        return cabeza.nif();
    }

    List<Registro> registros() {
        return registros;
    }

    Instant momento() {
        return momento;
    }

    long posicion() {
        return cabeza.posicion() + registros.size();
    }

    @Nullable
    String ultimaHuella() {
        return registros.isEmpty()
                ? cabeza.huella()
                : registros.get(registros.size() - 1).huella();
    }
}
