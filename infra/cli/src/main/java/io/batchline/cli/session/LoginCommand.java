package io.batchline.cli.session;

import io.batchline.cli.client.ApiClient;
import io.batchline.cli.client.Query;
import io.batchline.cli.client.Session;
import io.batchline.cli.shell.ExitCode;
import io.batchline.cli.shell.KeptLogin;
import io.batchline.cli.shell.KeptLogins;
import io.batchline.cli.shell.NewPassword;
import io.batchline.cli.shell.ServerOptions;
import io.batchline.cli.shell.Setting;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `login`: keeps a token, or a key, for a server.
@Command(
        name = "login",
        mixinStandardHelpOptions = true,
        description =
                "Asks for the password of --user and keeps the token that it gives, for later calls to this server. A login lasts 12 hours, a key as long as it is good for.")
public final class LoginCommand implements Callable<Integer> {
    private final Setting setting;
    @Mixin private final ServerOptions server;
    @Mixin private final NewPassword password;

    @Option(
            names = "--api-key",
            description = "Asks for an API key instead (or reads it with --password-stdin)")
    private boolean key;

    public LoginCommand(Setting setting) {
        this.setting = setting;
        this.server = new ServerOptions(setting);
        this.password = new NewPassword(setting);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        server.requireNoSecret("it is asked for, or read with --password-stdin");
        URI address = server.address();
        KeptLogin login = key ? withKey(address) : withPassword(address);
        KeptLogins logins = new KeptLogins(setting);
        logins.keep(login);
        String who = login.username() == null ? "with an API key" : "as " + login.username();
        setting.out()
                .println(
                        "Logged in at %s %s; kept in %s"
                                .formatted(login.server(), who, logins.file()));
        if (setting.variable("BATCHLINE_TOKEN").isPresent()) {
            setting.err().println("BATCHLINE_TOKEN is set and goes before it.");
        }
        return ExitCode.DONE.code();
    }

    private KeptLogin withPassword(URI address) throws IOException, InterruptedException {
        Session session =
                Session.open(
                        address,
                        server.user(),
                        password.read("Password of " + server.user(), false));
        return new KeptLogin(
                address.toString(),
                server.user(),
                session.token(),
                Instant.now().plus(session.lifetime()));
    }

    /// Tried before it is kept.
    private KeptLogin withKey(URI address) throws IOException, InterruptedException {
        String given = password.read("API key", false).strip();
        try (ApiClient api = new ApiClient(address, given)) {
            api.get("the key", "/api/settings", Query.NONE);
        }
        return new KeptLogin(address.toString(), null, given, null);
    }
}
