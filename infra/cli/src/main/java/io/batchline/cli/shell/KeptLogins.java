package io.batchline.cli.shell;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.batchline.contract.topic.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The logins that are kept for later calls, each for its own server: a token is never sent to
/// another one. In a file that only the user reads; the newest login comes first.
public final class KeptLogins {
    private static final String FILE = "logins.json";

    private final JsonMapper json = Json.mapper();
    private final Path file;

    public KeptLogins(Setting setting) {
        this.file = setting.configuration().resolve(FILE);
    }

    private record All(List<KeptLogin> logins) {}

    public Path file() {
        return file;
    }

    /// The server of the newest login.
    public Optional<String> newestServer() throws IOException {
        return read().stream().findFirst().map(KeptLogin::server);
    }

    public Optional<KeptLogin> at(String server) throws IOException {
        return read().stream().filter(login -> login.server().equals(server)).findFirst();
    }

    /// Replaces what was kept for its server.
    public void keep(KeptLogin login) throws IOException {
        List<KeptLogin> logins = without(login.server());
        logins.addFirst(login);
        write(logins);
    }

    public void forget(String server) throws IOException {
        write(without(server));
    }

    private List<KeptLogin> without(String server) throws IOException {
        List<KeptLogin> logins = new ArrayList<>(read());
        logins.removeIf(login -> login.server().equals(server));
        return logins;
    }

    private void write(List<KeptLogin> logins) throws IOException {
        PrivateFile.write(file, json.writeValueAsString(new All(logins)) + "\n");
    }

    private List<KeptLogin> read() throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            return json.readValue(Files.readString(file), All.class).logins();
        } catch (JsonProcessingException e) {
            throw new IOException(
                    "%s can't be read: remove it and log in again".formatted(file), e);
        }
    }
}
