package io.batchline.cli.submit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batchline.cli.client.ApiClient;
import io.batchline.cli.display.Board;
import io.batchline.cli.shell.AtOnce;
import io.batchline.cli.shell.Boards;
import io.batchline.cli.shell.ExitCode;
import io.batchline.cli.shell.JsonChoice;
import io.batchline.cli.shell.ServerOptions;
import io.batchline.cli.shell.Setting;
import io.batchline.cli.upload.KeptUploads;
import io.batchline.cli.watch.Watched;
import io.batchline.contract.id.BatchId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `submit`: new batches.
@Command(
        name = "submit",
        mixinStandardHelpOptions = true,
        description = {
            "Makes batches and uploads their sources.",
            "A ZIP, PDF or folder is a batch by itself (a folder is zipped while it is sent); other files that are named together are one batch, unless --each is given. An upload of files or folders that was interrupted goes on when the same command is typed again."
        })
public final class SubmitCommand implements Callable<Integer> {
    /// Uploads at once: more share the same line.
    private static final int UPLOADS = 3;

    private final Setting setting;
    @Mixin private final ServerOptions server;
    @Mixin private final BatchOptions options = new BatchOptions();
    @Mixin private final JsonChoice json = new JsonChoice();

    @Parameters(
            paramLabel = "FILE",
            arity = "0..*",
            description =
                    "ZIP, PDF, TIFF, JPEG, PNG or another file, a folder, or - for the standard input (a source, or a list as with --urls)")
    private List<String> inputs = List.of();

    @Option(
            names = "--urls",
            paramLabel = "LIST",
            description = "A file (or -) with a URL or a JSON object in each line")
    private @Nullable String urls;

    @Option(names = "--each", description = "Every file is a batch of its own")
    private boolean each;

    @Option(
            names = {"-w", "--watch"},
            negatable = true,
            description = "Follows the batches to their ends; the exit code tells how they ended")
    private boolean watch;

    private final List<String> made = Collections.synchronizedList(new ArrayList<>());

    public SubmitCommand(Setting setting) {
        this.setting = setting;
        this.server = new ServerOptions(setting);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<Load> loads = new Loads(setting.in()).of(inputs, urls, each);
        List<String> labels = labels(loads);
        ExitCode end;
        try (ApiClient api = server.client();
                KeptUploads kept = new KeptUploads(setting);
                Board board =
                        watch
                                ? Boards.onOutput(setting, json.isChosen())
                                : Boards.onError(setting)) {
            end =
                    AtOnce.run(
                            works(api, kept, loads, labels, board),
                            (at, why) ->
                                    Boards.complain(
                                            setting, json.isChosen(), board, labels.get(at), why));
        }
        made.forEach(batch -> setting.out().println("batch " + batch));
        return end.code();
    }

    private List<AtOnce.Work> works(
            ApiClient api, KeptUploads kept, List<Load> loads, List<String> labels, Board board)
            throws IOException {
        Semaphore line = new Semaphore(UPLOADS, true);
        List<AtOnce.Work> works = new ArrayList<>();
        for (int at = 0; at < loads.size(); at++) {
            Load load = loads.get(at);
            String label = labels.get(at);
            ObjectNode request = options.request(load.name(), loads.size() == 1);
            works.add(() -> {
                BatchId batch = send(api, kept, line, load, request, label, board);
                return watch ? new Watched(api, batch, label, board).follow() : ExitCode.DONE;
            });
        }
        return works;
    }

    private BatchId send(
            ApiClient api,
            KeptUploads kept,
            Semaphore line,
            Load load,
            ObjectNode request,
            String label,
            Board board)
            throws IOException, InterruptedException {
        line.acquire();
        try (Interruption interruption = Interruption.told(setting.err())) {
            BatchId batch =
                    switch (load) {
                        case Load.Items(String _, var items) ->
                                new Submission(api).items(request, items, options.startsByItself());
                        case Load.Source(var source) ->
                                new SourceSubmission(api, kept, source, label, board)
                                        .run(request, interruption);
                    };
            tell(batch, request, label, board);
            return batch;
        } finally {
            line.release();
        }
    }

    private void tell(BatchId batch, ObjectNode request, String label, Board board) {
        if (json.isChosen()) {
            ObjectNode line =
                    JsonNodeFactory.instance
                            .objectNode()
                            .put("event", "submitted")
                            .put("batch", label)
                            .put("batch_id", batch.value())
                            .put("name", request.path("name").asText());
            setting.out().println(line);
        } else if (watch) {
            board.notes(label, "batch " + batch.value());
        } else if (setting.terminals().isOutput()) {
            // Not between the bars.
            made.add(batch.value());
        } else {
            setting.out().println("batch " + batch.value());
        }
        setting.out().flush();
    }

    /// The names of the loads, each different.
    private static List<String> labels(List<Load> loads) {
        List<String> labels = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (Load load : loads) {
            String label = load.name();
            for (int number = 2; !taken.add(label); number++) {
                label = "%s (%d)".formatted(load.name(), number);
            }
            labels.add(label);
        }
        return labels;
    }
}
