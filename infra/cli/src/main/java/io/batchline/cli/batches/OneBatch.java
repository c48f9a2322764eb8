package io.batchline.cli.batches;

import io.batchline.cli.client.ApiClient;
import io.batchline.cli.shell.ServerOptions;
import io.batchline.cli.shell.Setting;
import io.batchline.contract.id.BatchId;
import java.io.IOException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Which batch of which server a command is about.
final class OneBatch {
    @Mixin private final ServerOptions server;

    @Parameters(index = "0", paramLabel = "ID", description = "The batch")
    private String id = "";

    OneBatch(Setting setting) {
        this.server = new ServerOptions(setting);
    }

    BatchId id() {
        return new BatchId(id);
    }

    ApiClient client() throws IOException, InterruptedException {
        return server.client();
    }
}
