package io.batchline.cli.shell;

import io.batchline.cli.client.ApiClient;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which server a command talks to, and as whom: what the call says comes before the environment,
/// and this before what a login left.
public final class ServerOptions {
    private static final String DEFAULT = "http://127.0.0.1:8080";
    private static final String ADMIN = "admin";

    private final Setting setting;
    private final KeptLogins logins;

    @Option(
            names = {"--server", "--url"},
            paramLabel = "URL",
            description =
                    "The server (BATCHLINE_SERVER; default: that of the newest login, else http://127.0.0.1:8080)")
    private @Nullable String server;

    @Option(
            names = "--token",
            description =
                    "A token or key (BATCHLINE_TOKEN, which others on this machine can't see; default: that of `login`)")
    private @Nullable String token;

    @Option(names = "--user", description = "With a password: who logs in (default: admin)")
    private @Nullable String user;

    @Option(
            names = "--password",
            description =
                    "For this call only, and seen by others on this machine (BATCHLINE_ADMIN_PASSWORD; better: `login`)")
    private @Nullable String password;

    public ServerOptions(Setting setting) {
        this.setting = setting;
        this.logins = new KeptLogins(setting);
    }

    /// Without a slash at its end.
    ///
    /// @throws IllegalArgumentException when what was given is no http address
    public URI address() throws IOException {
        Optional<URI> named = named();
        return named.isPresent()
                ? named.get()
                : ServerAddress.of(logins.newestServer().orElse(DEFAULT));
    }

    /// What the call or the environment names.
    private Optional<URI> named() {
        return Optional.ofNullable(server).map(ServerAddress::of).or(this::namedByEnvironment);
    }

    private Optional<URI> namedByEnvironment() {
        return setting.variable("BATCHLINE_SERVER")
                .or(() -> setting.variable("BATCHLINE_URL"))
                .map(ServerAddress::of);
    }

    public String user() {
        return user == null ? ADMIN : user;
    }

    /// For commands that get a secret of their own, which these could be taken for.
    ///
    /// @throws IllegalArgumentException when the call has a password or token
    public void requireNoSecret(String instead) {
        if (password != null || token != null) {
            throw new IllegalArgumentException(
                    "%s is not taken here: %s"
                            .formatted(password != null ? "--password" : "--token", instead));
        }
    }

    /// @throws IllegalArgumentException when the call has a password
    public void requireNoPassword(String instead) {
        if (password != null) {
            throw new IllegalArgumentException("--password is not taken here: " + instead);
        }
    }

    /// @throws IllegalStateException when there is nothing to show, or it has expired
    public ApiClient client() throws IOException, InterruptedException {
        if (token != null) {
            return new ApiClient(address(), token.strip());
        }
        if (password != null) {
            return ApiClient.login(address(), user(), password);
        }
        Optional<String> shown = setting.variable("BATCHLINE_TOKEN");
        if (shown.isPresent()) {
            // It is not known to be of the server of some login.
            return new ApiClient(
                    named().orElseGet(() -> ServerAddress.of(DEFAULT)), shown.get().strip());
        }
        return asBefore(address());
    }

    private ApiClient asBefore(URI address) throws IOException, InterruptedException {
        Optional<KeptLogin> kept = logins.at(address.toString());
        if (kept.isPresent() && kept.get().isOver(Instant.now())) {
            throw new IllegalStateException(
                    "the login at %s has expired: log in again (batchline login)"
                            .formatted(address));
        }
        if (kept.isPresent()) {
            return new ApiClient(address, kept.get().token());
        }
        Optional<String> known = setting.variable("BATCHLINE_ADMIN_PASSWORD");
        if (known.isPresent() && isMeant(address)) {
            return ApiClient.login(address, user(), known.get());
        }
        throw new IllegalStateException(
                "nobody is logged in at %s: `batchline login`, or set BATCHLINE_TOKEN%s"
                        .formatted(
                                address,
                                known.isPresent()
                                        ? " (BATCHLINE_ADMIN_PASSWORD goes only to this machine, or to the server of BATCHLINE_SERVER)"
                                        : ""));
    }

    /// Whether the environment's password is for this server.
    private boolean isMeant(URI address) {
        return ServerAddress.isLoopback(address)
                || namedByEnvironment().equals(Optional.of(address));
    }
}
