package es.crmfactura.messaging;

import java.util.UUID;

/** What the services of these tests tell each other. */
sealed interface Noticia {

    UUID tema();

    int numero();

    record Ocurrida(UUID tema, int numero) implements Noticia {}

    record Retirada(UUID tema, int numero) implements Noticia {}
}
