package io.batchline.cli.client;

import io.batchline.contract.id.BatchId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/// Follows one batch to its end over as many connections as it takes: each resumes after the last
/// event that was seen, so none comes twice and none is left out that the server still holds.
public final class BatchStream {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final int TRIES = 20;

    /// The server sends at least a comment every 15 s.
    private static final Duration SILENCE = Duration.ofSeconds(50);

    private final ApiClient api;
    private final BatchId batch;
    private final int tries;
    private final Consumer<String> breaks;
    private String lastId = "";

    public BatchStream(ApiClient api, BatchId batch) {
        this(api, batch, TRIES, _ -> {});
    }

    /// @param tries how many connections in a row may bring nothing new before it gives up
    /// @param breaks told why a connection ended before the batch, for each that did
    BatchStream(ApiClient api, BatchId batch, int tries, Consumer<String> breaks) {
        this.api = api;
        this.batch = batch;
        this.tries = tries;
        this.breaks = breaks;
    }

    /// Gives every event to the listener, on this thread, until the last one. After a failure it
    /// may be called again and goes on where it was.
    ///
    /// @return the last event; empty when the server says that it was told before
    public Optional<StreamEvent> follow(Consumer<StreamEvent> listener)
            throws IOException, InterruptedException {
        int failures = 0;
        while (true) {
            String before = lastId;
            Duration asked = Duration.ZERO;
            IOException why = new IOException("the server ended the stream");
            try {
                HttpResponse<InputStream> answer = api.stream(batch, lastId);
                if (answer.statusCode() == 204) {
                    return Optional.empty();
                }
                Optional<StreamEvent> end = read(answer.body(), listener);
                if (end.isPresent()) {
                    return end;
                }
            } catch (RefusedException e) {
                if (!e.isPassing()) {
                    throw e;
                }
                why = e;
                asked = e.retryAfter();
            } catch (IOException e) {
                why = e;
            }
            failures = lastId.equals(before) ? failures + 1 : 1;
            if (failures > tries) {
                throw why;
            }
            breaks.accept(Breaks.sentence(why));
            Duration pause = FIRST_PAUSE.multipliedBy(Math.min(failures, 4));
            Thread.sleep(asked.compareTo(pause) > 0 ? asked : pause);
        }
    }

    private Optional<StreamEvent> read(InputStream body, Consumer<StreamEvent> listener)
            throws IOException {
        EventLines lines = new EventLines();
        try (BufferedReader reader =
                        new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
                Watchdog watchdog = new Watchdog(body, SILENCE)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                watchdog.heard();
                Optional<StreamEvent> event = lines.take(line);
                if (event.isPresent()) {
                    lastId = event.get().id();
                    listener.accept(event.get());
                    if (event.get().isLast()) {
                        return event;
                    }
                }
            }
        }
        return Optional.empty();
    }
}
