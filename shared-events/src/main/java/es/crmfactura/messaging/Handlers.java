package es.crmfactura.messaging;

import java.util.List;

/** All who react to events, each with those that it wants. */
record Handlers(List<EventHandler> all) {

    void apply(List<Event> events) {
        for (EventHandler handler : all) {
            List<Event> wanted = events.stream()
                    .filter(e -> handler.types().contains(e.payload().getClass()))
                    .toList();
            if (!wanted.isEmpty()) {
                handler.apply(wanted);
            }
        }
    }
}
