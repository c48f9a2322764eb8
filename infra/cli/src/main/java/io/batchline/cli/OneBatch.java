package io.batchline.cli;

import io.batchline.cli.client.ApiClient;
import io.batchline.contract.id.BatchId;
import java.io.IOException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Which batch of which server a command is about.
final class OneBatch {
    @Mixin private ServerOptions server = new ServerOptions();

    @Parameters(paramLabel = "ID", description = "The batch")
    private String id = "";

    /// Asks something of the batch that is done once it is accepted.
    int ask(Request request) throws IOException, InterruptedException {
        try (ApiClient api = server.client()) {
            request.send(api, new BatchId(id));
            return ExitCode.DONE.code();
        }
    }

    /// Asks something whose answer decides how the command ends.
    int follow(Watch watch) throws IOException, InterruptedException {
        try (ApiClient api = server.client()) {
            return watch.follow(api, new BatchId(id)).code();
        }
    }

    @FunctionalInterface
    interface Request {
        void send(ApiClient api, BatchId batch) throws IOException, InterruptedException;
    }

    @FunctionalInterface
    interface Watch {
        ExitCode follow(ApiClient api, BatchId batch) throws IOException, InterruptedException;
    }
}
