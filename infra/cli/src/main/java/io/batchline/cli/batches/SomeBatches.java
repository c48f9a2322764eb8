package io.batchline.cli.batches;

import com.fasterxml.jackson.databind.JsonNode;
import io.batchline.cli.client.ApiClient;
import io.batchline.cli.display.SafeText;
import io.batchline.cli.shell.AtOnce;
import io.batchline.cli.shell.ExitCode;
import io.batchline.cli.shell.JsonChoice;
import io.batchline.cli.shell.ServerOptions;
import io.batchline.cli.shell.Setting;
import io.batchline.contract.id.BatchId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Batches of which the same is asked, one after the other; one's refusal leaves the others alone.
final class SomeBatches {
    private final Setting setting;
    @Mixin private final ServerOptions server;
    @Mixin private final JsonChoice json = new JsonChoice();

    @Parameters(paramLabel = "ID", arity = "1..*", description = "Which batches")
    private List<String> ids = List.of();

    SomeBatches(Setting setting) {
        this.setting = setting;
        this.server = new ServerOptions(setting);
    }

    @FunctionalInterface
    interface Request {
        /// @return the server's answer
        JsonNode send(ApiClient api, BatchId batch) throws IOException, InterruptedException;
    }

    /// What is said of an answer.
    @FunctionalInterface
    interface Sentence {
        String of(JsonNode answer);
    }

    int ask(Request request, Sentence sentence) throws IOException, InterruptedException {
        List<BatchId> batches = ids.stream().distinct().map(BatchId::new).toList();
        List<ExitCode> ends = new ArrayList<>();
        try (ApiClient api = server.client()) {
            for (BatchId batch : batches) {
                ends.add(ask(api, batch, request, sentence));
            }
        }
        return ExitCode.worst(ends).code();
    }

    private ExitCode ask(ApiClient api, BatchId batch, Request request, Sentence sentence)
            throws InterruptedException {
        try {
            JsonNode answer = request.send(api, batch);
            if (!json.isChosen()) {
                setting.out().println("%s: %s".formatted(batch.value(), sentence.of(answer)));
            } else if (!answer.isMissingNode()) {
                setting.out().println(answer);
            }
            return ExitCode.DONE;
        } catch (IOException e) {
            setting.err()
                    .println(SafeText.lines("%s: %s".formatted(batch.value(), AtOnce.sentence(e))));
            return ExitCode.ERROR;
        }
    }
}
