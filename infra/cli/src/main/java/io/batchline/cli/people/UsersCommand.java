package io.batchline.cli.people;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batchline.cli.client.ApiClient;
import io.batchline.cli.client.Query;
import io.batchline.cli.display.Amounts;
import io.batchline.cli.shell.ExitCode;
import io.batchline.cli.shell.JsonChoice;
import io.batchline.cli.shell.NewPassword;
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

/// `users`: the accounts of the tenant.
@Command(
        name = "users",
        mixinStandardHelpOptions = true,
        description = "The users of the tenant; for administrators.",
        subcommands = {
            UsersCommand.ListUsers.class,
            UsersCommand.Add.class,
            UsersCommand.ChangeRole.class,
            UsersCommand.ChangePassword.class,
            UsersCommand.Remove.class
        })
public final class UsersCommand {
    private static final String PATH = "/api/users";
    private static final String ROLES = "viewer, operator or admin";

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Users by name.")
    static final class ListUsers implements Callable<Integer> {
        private final Setting setting;
        @Mixin private final ServerOptions server;
        @Mixin private final JsonChoice json = new JsonChoice();

        ListUsers(Setting setting) {
            this.setting = setting;
            this.server = new ServerOptions(setting);
        }

        @Override
        public Integer call() throws IOException, InterruptedException {
            var rows = new Rows(setting, json, "USER", "ROLE", "CREATED");
            try (ApiClient api = server.client()) {
                api.list(
                        "users",
                        PATH,
                        Query.NONE,
                        "users",
                        Integer.MAX_VALUE,
                        user ->
                                rows.add(
                                        user,
                                        user.path("username").asText(),
                                        user.path("role").asText(),
                                        Amounts.moment(user.path("created_at").asText())));
            }
            rows.end();
            return ExitCode.DONE.code();
        }
    }

    @Command(
            name = "add",
            mixinStandardHelpOptions = true,
            description = "A new user; the password is asked for.")
    static final class Add implements Callable<Integer> {
        @Mixin private final OneUser user;
        @Mixin private final NewPassword password;

        @Option(names = "--role", required = true, description = ROLES)
        private String role = "";

        Add(Setting setting) {
            this.user = new OneUser(setting);
            this.password = new NewPassword(setting);
        }

        @Override
        public Integer call() throws IOException, InterruptedException {
            user.requireNoPassword();
            ObjectNode body =
                    object().put("username", user.name())
                            .put("password", password.read("Password of " + user.name(), true))
                            .put("role", role);
            return user.send("add a user", "POST", PATH, body, "added as " + role);
        }
    }

    @Command(
            name = "role",
            mixinStandardHelpOptions = true,
            description = "Gives a user another role, and ends their sessions.")
    static final class ChangeRole implements Callable<Integer> {
        @Mixin private final OneUser user;

        @Parameters(index = "1", paramLabel = "ROLE", description = ROLES)
        private String role = "";

        ChangeRole(Setting setting) {
            this.user = new OneUser(setting);
        }

        @Override
        public Integer call() throws IOException, InterruptedException {
            return user.send(
                    "change a user",
                    "PATCH",
                    user.path(),
                    object().put("role", role),
                    "is " + role);
        }
    }

    @Command(
            name = "password",
            mixinStandardHelpOptions = true,
            description =
                    "Gives a user another password, which is asked for, and ends their sessions.")
    static final class ChangePassword implements Callable<Integer> {
        @Mixin private final OneUser user;
        @Mixin private final NewPassword password;

        ChangePassword(Setting setting) {
            this.user = new OneUser(setting);
            this.password = new NewPassword(setting);
        }

        @Override
        public Integer call() throws IOException, InterruptedException {
            user.requireNoPassword();
            ObjectNode body =
                    object().put("password", password.read("Password of " + user.name(), true));
            return user.send("change a user", "PATCH", user.path(), body, "has another password");
        }
    }

    @Command(name = "remove", mixinStandardHelpOptions = true, description = "Removes a user.")
    static final class Remove implements Callable<Integer> {
        @Mixin private final OneUser user;

        Remove(Setting setting) {
            this.user = new OneUser(setting);
        }

        @Override
        public Integer call() throws IOException, InterruptedException {
            return user.send("remove a user", "DELETE", user.path(), null, "removed");
        }
    }

    /// Which user of which server.
    static final class OneUser {
        private final Setting setting;
        @Mixin private final ServerOptions server;
        @Mixin private final JsonChoice json = new JsonChoice();

        @Parameters(index = "0", paramLabel = "NAME", description = "The user")
        private String name = "";

        OneUser(Setting setting) {
            this.setting = setting;
            this.server = new ServerOptions(setting);
        }

        String name() {
            return name;
        }

        /// It could be meant for the user, and would be the caller's.
        void requireNoPassword() {
            server.requireNoPassword(
                    "the password of %s is asked for, or read with --password-stdin; log in by `batchline login`"
                            .formatted(name));
        }

        String path() {
            return PATH + "/" + Query.encoded(name);
        }

        int send(String what, String method, String path, @Nullable JsonNode body, String done)
                throws IOException, InterruptedException {
            try (ApiClient api = server.client()) {
                JsonNode answer = api.send(what, method, path, body);
                if (!json.isChosen()) {
                    setting.out().println(name + ": " + done);
                } else if (!answer.isMissingNode()) {
                    setting.out().println(answer);
                }
                return ExitCode.DONE.code();
            }
        }
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
