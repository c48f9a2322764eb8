package io.batchline.cli.people;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batchline.cli.client.ApiClient;
import io.batchline.cli.client.Query;
import io.batchline.cli.display.Amounts;
import io.batchline.cli.shell.ExitCode;
import io.batchline.cli.shell.JsonChoice;
import io.batchline.cli.shell.Rows;
import io.batchline.cli.shell.ServerOptions;
import io.batchline.cli.shell.Setting;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `keys`: what programs come in with.
@Command(
        name = "keys",
        mixinStandardHelpOptions = true,
        description = "Keys for programs: one's own; an administrator sees the tenant's.",
        subcommands = {
            KeysCommand.Create.class,
            KeysCommand.ListKeys.class,
            KeysCommand.Revoke.class
        })
public final class KeysCommand {
    private static final String PATH = "/api/keys";

    @Command(
            name = "create",
            mixinStandardHelpOptions = true,
            description =
                    "A new key. It is printed this once, alone on the standard output, and kept nowhere.")
    static final class Create implements Callable<Integer> {
        private final Setting setting;
        @Mixin private final ServerOptions server;
        @Mixin private final JsonChoice json = new JsonChoice();

        @Parameters(paramLabel = "NAME", description = "What it is for")
        private String name = "";

        @Option(
                names = "--role",
                required = true,
                description = "viewer, operator or admin, at most one's own")
        private String role = "";

        @Option(
                names = "--expires-in-days",
                paramLabel = "DAYS",
                description = "1 to 3650 (default: never)")
        private @Nullable Integer days;

        Create(Setting setting) {
            this.setting = setting;
            this.server = new ServerOptions(setting);
        }

        @Override
        public Integer call() throws IOException, InterruptedException {
            ObjectNode body =
                    JsonNodeFactory.instance.objectNode().put("name", name).put("role", role);
            if (days != null) {
                body.put("expires_in_days", days);
            }
            try (ApiClient api = server.client()) {
                JsonNode made = api.send("create a key", "POST", PATH, body);
                if (json.isChosen()) {
                    setting.out().println(made);
                } else {
                    setting.err()
                            .println(
                                    "Key %s, shown this once:".formatted(made.path("id").asText()));
                    setting.out().println(made.path("key").asText());
                }
            }
            return ExitCode.DONE.code();
        }
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "The keys there are.")
    static final class ListKeys implements Callable<Integer> {
        private final Setting setting;
        @Mixin private final ServerOptions server;
        @Mixin private final JsonChoice json = new JsonChoice();

        ListKeys(Setting setting) {
            this.setting = setting;
            this.server = new ServerOptions(setting);
        }

        @Override
        public Integer call() throws IOException, InterruptedException {
            var rows =
                    new Rows(setting, json, "KEY", "USER", "ROLE", "EXPIRES", "LAST USED", "NAME");
            try (ApiClient api = server.client()) {
                api.list(
                        "keys",
                        PATH,
                        Query.NONE,
                        "keys",
                        Integer.MAX_VALUE,
                        key ->
                                rows.add(
                                        key,
                                        key.path("id").asText(),
                                        key.path("username").asText(),
                                        key.path("role").asText(),
                                        Amounts.moment(key.path("expires_at").asText("never")),
                                        Amounts.moment(key.path("last_used_at").asText("never")),
                                        key.path("name").asText()));
            }
            rows.end();
            return ExitCode.DONE.code();
        }
    }

    @Command(
            name = "revoke",
            mixinStandardHelpOptions = true,
            description = "Ends a key: it lets nobody in any more.")
    static final class Revoke implements Callable<Integer> {
        private final Setting setting;
        @Mixin private final ServerOptions server;

        @Parameters(paramLabel = "KEY", description = "Its id, as `keys list` shows it")
        private String key = "";

        Revoke(Setting setting) {
            this.setting = setting;
            this.server = new ServerOptions(setting);
        }

        @Override
        public Integer call() throws IOException, InterruptedException {
            try (ApiClient api = server.client()) {
                api.send("revoke a key", "DELETE", PATH + "/" + Query.encoded(key), null);
                setting.out().println(key + ": revoked");
            }
            return ExitCode.DONE.code();
        }
    }
}
