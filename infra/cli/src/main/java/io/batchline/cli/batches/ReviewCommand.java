package io.batchline.cli.batches;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batchline.cli.client.ApiClient;
import io.batchline.cli.client.Query;
import io.batchline.cli.shell.ExitCode;
import io.batchline.cli.shell.JsonChoice;
import io.batchline.cli.shell.Limit;
import io.batchline.cli.shell.Rows;
import io.batchline.cli.shell.Setting;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `review`: fields that a person should look at.
@Command(
        name = "review",
        mixinStandardHelpOptions = true,
        description = "The fields that are in doubt: lists them, shows a crop, decides.",
        subcommands = {
            ReviewCommand.ListDoubts.class,
            ReviewCommand.Decide.class,
            ReviewCommand.Crop.class
        })
public final class ReviewCommand {

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "The fields in doubt, with what was read and where their pictures are.")
    static final class ListDoubts implements Callable<Integer> {
        private final Setting setting;
        @Mixin private final OneBatch batch;
        @Mixin private final JsonChoice json = new JsonChoice();

        @Option(names = "--all", description = "Also those that were decided")
        private boolean all;

        @Option(names = "--limit", defaultValue = "100", description = "How many (default: 100)")
        private int limit = 100;

        ListDoubts(Setting setting) {
            this.setting = setting;
            this.batch = new OneBatch(setting);
        }

        @Override
        public Integer call() throws IOException, InterruptedException {
            Query query = Query.NONE.with("decided", all ? null : "false");
            var rows =
                    new Rows(
                            setting, json, "ITEM", "FIELD", "READ", "SURE", "DECIDED", "WHY",
                            "CROP");
            try (ApiClient api = batch.client()) {
                String path = ApiClient.path(batch.id(), "/review");
                api.list(
                        "review",
                        path,
                        query,
                        "fields",
                        Limit.checked(limit),
                        field -> add(rows, field));
            }
            rows.end();
            return ExitCode.DONE.code();
        }

        private static void add(Rows rows, JsonNode field) {
            rows.add(
                    field,
                    field.path("job_id").asText(),
                    field.path("field").asText(),
                    field.path("counts").asText(field.path("value").asText()),
                    "%.0f %%".formatted(100 * field.path("confidence").asDouble()),
                    field.path("decided").asBoolean() ? "yes" : "no",
                    field.path("reason").asText(),
                    field.path("crop").asText(field.path("overlay").asText()));
        }
    }

    @Command(
            name = "decide",
            mixinStandardHelpOptions = true,
            description =
                    "Says what a field holds. The sheet is scored again; with --regenerate CSV and rows are written again, too.")
    static final class Decide implements Callable<Integer> {
        private final Setting setting;
        @Mixin private final OneBatch batch;
        @Mixin private final JsonChoice json = new JsonChoice();

        @Parameters(index = "1", paramLabel = "ITEM", description = "Its job_id")
        private String item = "";

        @Option(names = "--field", required = true, description = "The field")
        private String field = "";

        @Option(
                names = "--value",
                required = true,
                description = "What it holds; '' when it is left blank")
        private String value = "";

        @Option(names = "--regenerate", description = "Writes the results again")
        private boolean regenerate;

        Decide(Setting setting) {
            this.setting = setting;
            this.batch = new OneBatch(setting);
        }

        @Override
        public Integer call() throws IOException, InterruptedException {
            ObjectNode decision =
                    JsonNodeFactory.instance
                            .objectNode()
                            .put("field", field)
                            .put("value", value)
                            .put("regenerate", regenerate);
            try (ApiClient api = batch.client()) {
                String path = ApiClient.path(batch.id(), "/review/" + Query.encoded(item));
                JsonNode answer = api.send("decide", "POST", path, decision);
                if (json.isChosen()) {
                    setting.out().println(answer);
                } else {
                    for (JsonNode each : answer.path("decisions")) {
                        setting.out()
                                .println(
                                        "%s: '%s' instead of '%s'"
                                                .formatted(
                                                        each.path("field").asText(),
                                                        each.path("after").asText(),
                                                        each.path("before").asText()));
                    }
                    if (!answer.path("changed").asBoolean()) {
                        setting.out().println("nothing changes by it");
                    }
                }
            }
            return ExitCode.DONE.code();
        }
    }

    @Command(
            name = "crop",
            mixinStandardHelpOptions = true,
            description = "Fetches the picture of a field in doubt.")
    static final class Crop implements Callable<Integer> {
        private final Setting setting;
        @Mixin private final OneBatch batch;

        @Parameters(index = "1", paramLabel = "ITEM", description = "Its job_id")
        private String item = "";

        @Option(names = "--field", required = true, description = "The field")
        private String field = "";

        @Option(
                names = "--out",
                paramLabel = "FILE",
                description = "Where to (default: its own name)")
        private @Nullable Path out;

        Crop(Setting setting) {
            this.setting = setting;
            this.batch = new OneBatch(setting);
        }

        @Override
        public Integer call() throws IOException, InterruptedException {
            AtomicReference<@Nullable String> crop = new AtomicReference<>();
            try (ApiClient api = batch.client()) {
                String path = ApiClient.path(batch.id(), "/review");
                api.list(
                        "review",
                        path,
                        Query.NONE,
                        "fields",
                        Integer.MAX_VALUE,
                        doubt -> {
                            if (doubt.path("job_id").asText().equals(item)
                                    && doubt.path("field").asText().equals(field)) {
                                crop.set(doubt.path("crop").asText(doubt.path("overlay").asText()));
                            }
                        });
                String found = crop.get();
                if (found == null) {
                    throw new IOException(
                            "item %s has no field '%s' in doubt".formatted(item, field));
                }
                Path to = out == null ? Path.of(name(found)) : out;
                WholeFile.write(to, file -> api.copy("crop", found, file));
                setting.out().println(to);
            }
            return ExitCode.DONE.code();
        }

        /// What others have called it may not lead elsewhere.
        private static String name(String path) {
            String last = path.substring(path.lastIndexOf('/') + 1);
            return last.replaceAll("[^A-Za-z0-9._-]", "_");
        }
    }
}
