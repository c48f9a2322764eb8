package io.batchline.cli.shell;

import com.fasterxml.jackson.databind.JsonNode;
import io.batchline.cli.client.ApiClient;
import io.batchline.cli.client.Query;
import io.batchline.cli.display.SafeText;
import java.io.IOException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;

/// Options of a command that asks a server for one thing or for a list, and how it says what came.
public final class OneCall {
    private final Setting setting;
    @Mixin private final ServerOptions server;
    @Mixin private final JsonChoice json = new JsonChoice();

    public OneCall(Setting setting) {
        this.setting = setting;
        this.server = new ServerOptions(setting);
    }

    /// Asks for something to be done, and says it in a line.
    ///
    /// @param what for the message of a refusal
    /// @param done the line for people, of what the server answered
    public int send(
            String what,
            String method,
            String path,
            @Nullable JsonNode body,
            Function<JsonNode, String> done)
            throws IOException, InterruptedException {
        try (ApiClient api = server.client()) {
            JsonNode answer = api.send(what, method, path, body);
            if (!json.isChosen()) {
                setting.out().println(SafeText.of(done.apply(answer)));
            } else if (!answer.isMissingNode()) {
                setting.out().println(answer);
            }
        }
        return ExitCode.DONE.code();
    }

    /// Asks for what is shown once: it is alone on the standard output, what is to be said of it on
    /// the other.
    ///
    /// @param field of the answer that holds it
    /// @param about the line of it for people
    public int draw(
            String what,
            String path,
            @Nullable JsonNode body,
            String field,
            Function<JsonNode, String> about)
            throws IOException, InterruptedException {
        try (ApiClient api = server.client()) {
            JsonNode answer = api.send(what, "POST", path, body);
            if (json.isChosen()) {
                setting.out().println(answer);
            } else {
                setting.err().println(SafeText.of(about.apply(answer)));
                setting.out().println(answer.path(field).asText());
            }
        }
        return ExitCode.DONE.code();
    }

    /// Asks for one thing, and prints it as a table with the rows that it has for people.
    public int show(String what, String path, Function<JsonNode, Table> people)
            throws IOException, InterruptedException {
        try (ApiClient api = server.client()) {
            JsonNode answer = api.get(what, path, Query.NONE);
            if (json.isChosen()) {
                setting.out().println(answer);
            } else {
                people.apply(answer).print(setting.out());
            }
        }
        return ExitCode.DONE.code();
    }

    /// Asks for a list.
    ///
    /// @param field the list's name in the answer
    /// @param most rows
    /// @param cells of a row, one for each heading
    public int list(
            String path,
            Query query,
            String field,
            int most,
            Function<JsonNode, String[]> cells,
            String... headings)
            throws IOException, InterruptedException {
        var rows = new Rows(setting, json, headings);
        try (ApiClient api = server.client()) {
            api.list(field, path, query, field, most, row -> rows.add(row, cells.apply(row)));
        }
        rows.end();
        return ExitCode.DONE.code();
    }

    /// The tenant of whoever asks.
    public String ownTenant() throws IOException, InterruptedException {
        try (ApiClient api = server.client()) {
            return api.get("who am I", "/api/auth/me", Query.NONE).path("tenant").asText();
        }
    }

    /// For commands that ask for somebody else's password: one in the call could be meant for them,
    /// and would be the caller's.
    public void requireNoPassword(String instead) {
        server.requireNoPassword(instead);
    }
}
