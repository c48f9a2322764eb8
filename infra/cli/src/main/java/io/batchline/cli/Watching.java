package io.batchline.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.batchline.cli.client.ApiClient;
import io.batchline.cli.client.BatchStream;
import io.batchline.cli.client.StreamEvent;
import io.batchline.cli.display.ProgressDisplay;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.progress.Progress;
import io.batchline.contract.topic.Json;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Follows a batch to its end and shows what comes.
final class Watching {
    private final JsonMapper json = Json.mapper();
    private final ApiClient api;
    private final PrintStream out;

    Watching(ApiClient api, PrintStream out) {
        this.api = api;
        this.out = out;
    }

    ExitCode follow(BatchId batch) throws IOException, InterruptedException {
        ProgressDisplay display = ProgressDisplay.on(out, isTerminal());
        AtomicReference<@Nullable Progress> last = new AtomicReference<>();
        new BatchStream(api, batch)
                .follow(
                        event -> {
                            Progress progress = progress(event);
                            last.set(progress);
                            display.show(progress);
                        });
        Progress end = last.get();
        if (end == null || !end.stage().isTerminal()) {
            throw new IOException(
                    "the stream of batch %s ended without the batch's end".formatted(batch.value()));
        }
        return ExitCode.of(end);
    }

    private Progress progress(StreamEvent event) {
        try {
            return json.readValue(event.data(), Progress.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("an event can't be read: " + event.data(), e);
        }
    }

    static boolean isTerminal() {
        var console = System.console();
        return console != null && console.isTerminal();
    }
}
