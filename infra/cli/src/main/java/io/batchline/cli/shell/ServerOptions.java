package io.batchline.cli.shell;

import io.batchline.cli.client.ApiClient;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.Locale;
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
        Optional<String> newest = logins.newestServer();
        String given =
                Optional.ofNullable(server)
                        .or(() -> setting.variable("BATCHLINE_SERVER"))
                        .or(() -> setting.variable("BATCHLINE_URL"))
                        .or(() -> newest)
                        .orElse(DEFAULT);
        URI address = URI.create(given.replaceFirst("/+$", ""));
        String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        if (address.getHost() == null || !(scheme.equals("http") || scheme.equals("https"))) {
            throw new IllegalArgumentException(
                    "--server '%s': it takes an address such as %s".formatted(given, DEFAULT));
        }
        return address;
    }

    public String user() {
        return user == null ? ADMIN : user;
    }

    /// @throws IllegalStateException when there is nothing to show, or it has expired
    public ApiClient client() throws IOException, InterruptedException {
        URI address = address();
        Optional<String> shown = Optional.ofNullable(token);
        if (shown.isEmpty() && password != null) {
            return ApiClient.login(address, user(), password);
        }
        shown = shown.or(() -> setting.variable("BATCHLINE_TOKEN"));
        if (shown.isPresent()) {
            return new ApiClient(address, shown.get());
        }
        Optional<KeptLogin> kept = logins.at(address.toString());
        Optional<String> known = setting.variable("BATCHLINE_ADMIN_PASSWORD");
        if (kept.isPresent() && !kept.get().isOver(Instant.now())) {
            return new ApiClient(address, kept.get().token());
        }
        if (known.isPresent()) {
            return ApiClient.login(address, user(), known.get());
        }
        throw new IllegalStateException(
                kept.isPresent()
                        ? "the login at %s has expired: log in again (batchline login)"
                                .formatted(address)
                        : "nobody is logged in at %s: `batchline login`, or set BATCHLINE_TOKEN"
                                .formatted(address));
    }
}
