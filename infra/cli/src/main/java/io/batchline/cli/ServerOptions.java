package io.batchline.cli;

import io.batchline.cli.client.ApiClient;
import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which server a command talks to, and as whom.
final class ServerOptions {
    @Option(
            names = "--url",
            defaultValue = "${env:BATCHLINE_URL:-http://127.0.0.1:8080}",
            description = "The server (BATCHLINE_URL; default: http://127.0.0.1:8080)")
    private URI url = URI.create("http://127.0.0.1:8080");

    @Option(
            names = "--token",
            defaultValue = "${env:BATCHLINE_TOKEN}",
            description = "A token that a login gave (BATCHLINE_TOKEN)")
    private @Nullable String token;

    @Option(names = "--user", defaultValue = "admin", description = "Without a token: who logs in")
    private String user = "admin";

    @Option(
            names = "--password",
            defaultValue = "${env:BATCHLINE_ADMIN_PASSWORD}",
            description = "Without a token: the password (BATCHLINE_ADMIN_PASSWORD)")
    private @Nullable String password;

    ApiClient client() throws IOException, InterruptedException {
        if (token != null) {
            return new ApiClient(url, token);
        }
        if (password == null) {
            throw new IllegalArgumentException(
                    "no token and no password: give --token or --password, or set BATCHLINE_TOKEN or BATCHLINE_ADMIN_PASSWORD");
        }
        return ApiClient.login(url, user, password);
    }
}
