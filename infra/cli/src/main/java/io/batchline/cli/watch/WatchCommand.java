package io.batchline.cli.watch;

import io.batchline.cli.client.ApiClient;
import io.batchline.cli.display.Board;
import io.batchline.cli.shell.AtOnce;
import io.batchline.cli.shell.Boards;
import io.batchline.cli.shell.ExitCode;
import io.batchline.cli.shell.JsonChoice;
import io.batchline.cli.shell.ServerOptions;
import io.batchline.cli.shell.Setting;
import io.batchline.contract.id.BatchId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `watch`: batches to their ends, each a line with a bar.
@Command(
        name = "watch",
        mixinStandardHelpOptions = true,
        description =
                "Follows batches to their ends: bars on a terminal, plain lines elsewhere. A broken connection goes on after the last event that was seen.")
public final class WatchCommand implements Callable<Integer> {
    private final Setting setting;
    @Mixin private final ServerOptions server;
    @Mixin private final JsonChoice json = new JsonChoice();

    @Parameters(paramLabel = "ID", arity = "1..*", description = "Which batches")
    private List<String> ids = List.of();

    public WatchCommand(Setting setting) {
        this.setting = setting;
        this.server = new ServerOptions(setting);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<BatchId> batches = ids.stream().distinct().map(BatchId::new).toList();
        try (ApiClient api = server.client();
                Board board = Boards.onOutput(setting, json.isChosen())) {
            List<AtOnce.Work> works = new ArrayList<>();
            for (BatchId batch : batches) {
                works.add(() -> new Watched(api, batch, batch.value(), board).follow());
            }
            ExitCode worst =
                    AtOnce.run(
                            works,
                            (at, why) ->
                                    Boards.complain(
                                            setting,
                                            json.isChosen(),
                                            board,
                                            batches.get(at).value(),
                                            why));
            return worst.code();
        }
    }
}
