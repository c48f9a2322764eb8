package io.batchline.client;

import java.time.Duration;
import java.util.Optional;

/// Lines of `text/event-stream` to events.
final class EventLines {
    private String lastId = "";
    private String kind = "";
    private final StringBuilder data = new StringBuilder();
    private boolean hasData;
    private Duration retry = Duration.ZERO;

    /// Takes the next line, without its end.
    ///
    /// @return the event that this line completes
    Optional<StreamEvent> take(String line) {
        if (line.isEmpty()) {
            return complete();
        }
        int colon = line.indexOf(':');
        if (colon == 0) {
            return Optional.empty();
        }
        String field = colon < 0 ? line : line.substring(0, colon);
        String value = colon < 0 ? "" : line.substring(colon + 1);
        field(field, value.startsWith(" ") ? value.substring(1) : value);
        return Optional.empty();
    }

    /// When the server wants this client back after a break; zero while it has not said.
    Duration retry() {
        return retry;
    }

    private void field(String name, String value) {
        switch (name) {
            case "event" -> kind = value;
            case "id" -> lastId = value;
            case "data" -> {
                if (hasData) {
                    data.append('\n');
                }
                data.append(value);
                hasData = true;
            }
            case "retry" -> {
                if (value.matches("\\d{1,9}")) {
                    retry = Duration.ofMillis(Long.parseLong(value));
                }
            }
            // Unknown fields are passed over.
            default -> {}
        }
    }

    private Optional<StreamEvent> complete() {
        var event =
                hasData
                        ? Optional.of(
                                new StreamEvent(
                                        lastId, kind.isEmpty() ? "message" : kind, data.toString()))
                        : Optional.<StreamEvent>empty();
        kind = "";
        data.setLength(0);
        hasData = false;
        return event;
    }
}
