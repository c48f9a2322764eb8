package io.batchline.cli;

import io.batchline.cli.client.ApiClient;
import io.batchline.cli.client.BatchStream;
import io.batchline.cli.client.ProgressView;
import io.batchline.cli.display.ProgressDisplay;
import io.batchline.contract.id.BatchId;
import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Follows a batch to its end and shows what comes.
final class Watching {
    private final ApiClient api;
    private final PrintStream out;

    Watching(ApiClient api, PrintStream out) {
        this.api = api;
        this.out = out;
    }

    ExitCode follow(BatchId batch) throws IOException, InterruptedException {
        ProgressDisplay display = ProgressDisplay.on(out, isTerminal());
        AtomicReference<@Nullable ProgressView> last = new AtomicReference<>();
        new BatchStream(api, batch)
                .follow(event -> {
                    ProgressView progress = event.progress();
                    last.set(progress);
                    display.show(progress);
                });
        ProgressView end = last.get();
        if (end == null || !end.stage().isTerminal()) {
            throw new IOException(
                    "the stream of batch %s ended without the batch's end"
                            .formatted(batch.value()));
        }
        return ExitCode.of(end);
    }

    static boolean isTerminal() {
        return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    }
}
