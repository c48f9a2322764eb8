package io.batchline.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// One connection of a stream, from its first line to its last.
final class StreamReading {
    private static final Set<String> KINDS = Set.of("progress", "complete", "error");

    private final EventLines lines = new EventLines();
    private final Pace pace;
    private final StreamGuard.Question question;

    StreamReading(Pace pace, StreamGuard.Question question) {
        this.pace = pace;
        this.question = question;
    }

    /// Gives every event to the listener until the batch's last.
    ///
    /// @param begun told when the stream has said anything
    /// @return the last
    /// @throws IOException when the stream ended before, and why
    StreamEvent toTheEnd(
            HttpResponse<InputStream> answer, Runnable begun, Consumer<StreamEvent> listener)
            throws IOException {
        try (InputStream body = answer.body()) {
            String type = answer.headers().firstValue("Content-Type").orElse("nothing");
            if (!type.startsWith("text/event-stream")) {
                throw new IOException("what answered is %s and no stream".formatted(type));
            }
            return read(body, begun, listener);
        }
    }

    private StreamEvent read(InputStream body, Runnable begun, Consumer<StreamEvent> listener)
            throws IOException {
        try (var reader = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
                var guard = new StreamGuard(body, pace, question)) {
            try {
                boolean isFirst = true;
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    guard.heard();
                    if (isFirst) {
                        begun.run();
                    }
                    isFirst = false;
                    Optional<StreamEvent> event =
                            lines.take(line).filter(each -> KINDS.contains(each.kind()));
                    if (event.isPresent()) {
                        guard.event();
                        listener.accept(event.get());
                        if (event.get().isLast()) {
                            return event.get();
                        }
                    }
                }
            } catch (IOException e) {
                throw new IOException(guard.why().orElse(Breaks.sentence(e)), e);
            }
            throw new IOException(guard.why().orElse("the server ended the stream"));
        }
    }

    /// When the server wants this client back; zero where it did not say.
    Duration retry() {
        return lines.retry();
    }
}
