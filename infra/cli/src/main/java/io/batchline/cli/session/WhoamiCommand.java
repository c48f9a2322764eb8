package io.batchline.cli.session;

import com.fasterxml.jackson.databind.JsonNode;
import io.batchline.cli.client.ApiClient;
import io.batchline.cli.client.Query;
import io.batchline.cli.shell.ExitCode;
import io.batchline.cli.shell.JsonChoice;
import io.batchline.cli.shell.ServerOptions;
import io.batchline.cli.shell.Setting;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `whoami`: as whom later calls come in.
@Command(
        name = "whoami",
        mixinStandardHelpOptions = true,
        description = "Who the server takes the caller for: user, tenant and role.")
public final class WhoamiCommand implements Callable<Integer> {
    private final Setting setting;
    @Mixin private final ServerOptions server;
    @Mixin private final JsonChoice json = new JsonChoice();

    public WhoamiCommand(Setting setting) {
        this.setting = setting;
        this.server = new ServerOptions(setting);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (ApiClient api = server.client()) {
            JsonNode me = api.get("who am I", "/api/auth/me", Query.NONE);
            if (json.isChosen()) {
                setting.out().println(me);
            } else {
                setting.out()
                        .println(
                                "%s, %s of the tenant %s, by %s, at %s"
                                        .formatted(
                                                me.path("username").asText(),
                                                me.path("role").asText(),
                                                me.path("tenant").asText(),
                                                me.path("credential").asText(),
                                                api.server()));
            }
        }
        return ExitCode.DONE.code();
    }
}
