package io.batchline.cli.session;

import io.batchline.cli.client.ApiClient;
import io.batchline.cli.shell.ExitCode;
import io.batchline.cli.shell.KeptLogin;
import io.batchline.cli.shell.KeptLogins;
import io.batchline.cli.shell.ServerOptions;
import io.batchline.cli.shell.Setting;
import io.batchline.client.AnswerException;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `logout`: ends what `login` kept.
@Command(
        name = "logout",
        mixinStandardHelpOptions = true,
        description =
                "Ends the login at the server and forgets it; a key is only forgotten (`keys revoke` ends it).")
public final class LogoutCommand implements Callable<Integer> {
    private final Setting setting;
    @Mixin private final ServerOptions server;

    public LogoutCommand(Setting setting) {
        this.setting = setting;
        this.server = new ServerOptions(setting);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        URI address = server.address();
        KeptLogins logins = new KeptLogins(setting);
        Optional<KeptLogin> kept = logins.at(address.toString());
        if (kept.isEmpty()) {
            setting.out().println("Nobody was logged in at " + address);
            return ExitCode.DONE.code();
        }
        if (kept.get().username() != null) {
            end(address, kept.get().token());
        }
        logins.forget(address.toString());
        setting.out().println("Logged out at " + address);
        return ExitCode.DONE.code();
    }

    /// @throws AnswerException when it is still good
    private void end(URI address, String token) throws IOException, InterruptedException {
        try (ApiClient api = new ApiClient(address, token)) {
            api.send("logout", "POST", "/api/auth/logout", null);
        } catch (AnswerException e) {
            if (!e.isUnauthenticated()) {
                throw e;
            }
            // It had ended before.
        } catch (IOException e) {
            setting.err()
                    .println(
                            "The server could not be told, so the token is good until it expires: "
                                    + e.getMessage());
        }
    }
}
