package io.batchline.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.batchline.testkit.events.EventContract;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads a stream as a client does, event by event. An event that is not what
/// `infra/docs/asyncapi.yaml` says fails the test.
final class StreamReader implements AutoCloseable {
    private static final EventContract EVENTS = EventContract.kept();

    private final HttpResponse<InputStream> response;
    private final BufferedReader lines;

    private StreamReader(HttpResponse<InputStream> response) {
        this.response = response;
        this.lines = new BufferedReader(new InputStreamReader(response.body(), UTF_8));
    }

    static StreamReader of(HttpResponse<InputStream> response) {
        return new StreamReader(response);
    }

    record Event(@Nullable String name, @Nullable String id, String data) {
        long position() {
            return Long.parseLong(String.valueOf(id));
        }
    }

    HttpResponse<InputStream> response() {
        return response;
    }

    /// The next line as it is; null at the end.
    @Nullable String line() throws IOException {
        return lines.readLine();
    }

    /// The next event; null at the end of the stream.
    @Nullable Event next() throws IOException {
        String name = null;
        String id = null;
        var data = new ArrayList<String>();
        for (String line = line(); line != null; line = line()) {
            if (line.isEmpty() && !data.isEmpty()) {
                return asDocumented(new Event(name, id, String.join("\n", data)));
            }
            if (line.startsWith("event: ")) {
                name = line.substring("event: ".length());
            } else if (line.startsWith("id: ")) {
                id = line.substring("id: ".length());
            } else if (line.startsWith("data: ")) {
                data.add(line.substring("data: ".length()));
            }
        }
        return null;
    }

    /// Those of the older stream have no name, and are not in the document.
    private static Event asDocumented(Event event) {
        if (event.name() != null) {
            List<String> differences =
                    EVENTS.differences(
                            EventContract.STREAM, event.name(), EventContract.json(event.data()));
            if (!differences.isEmpty()) {
                throw new AssertionError(
                        "%s is not what the document says: %s".formatted(event, differences));
            }
        }
        return event;
    }

    /// Whether nothing is there to be read at this moment.
    boolean isSilent() throws IOException {
        return !lines.ready();
    }

    List<Event> next(int count) throws IOException {
        var events = new ArrayList<Event>();
        for (int i = 0; i < count; i++) {
            Event event = next();
            if (event == null) {
                throw new AssertionError("the stream ended after " + events);
            }
            events.add(event);
        }
        return events;
    }

    /// Everything up to the end of the stream.
    List<Event> rest() throws IOException {
        var events = new ArrayList<Event>();
        for (Event event = next(); event != null; event = next()) {
            events.add(event);
        }
        return events;
    }

    @Override
    public void close() throws IOException {
        response.body().close();
    }
}
