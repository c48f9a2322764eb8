package io.batchline.cli.upload;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.batchline.cli.shell.PrivateFile;
import io.batchline.cli.shell.Setting;
import io.batchline.contract.topic.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/// Uploads that were not finished, a small file for each: of a source to a server there is one.
public final class KeptUploads {
    private final JsonMapper json = Json.mapper();
    private final Path folder;

    public KeptUploads(Setting setting) {
        this.folder = setting.state().resolve("uploads");
    }

    public Optional<KeptUpload> find(String server, String place) throws IOException {
        Path file = file(server, place);
        try {
            return Optional.of(json.readValue(Files.readString(file), KeptUpload.class));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (JsonProcessingException _) {
            // Of another version: as if there were none, and the next one is written over it.
            return Optional.empty();
        }
    }

    public void keep(KeptUpload upload) throws IOException {
        PrivateFile.write(
                file(upload.server(), upload.place()), json.writeValueAsString(upload) + "\n");
    }

    public void forget(KeptUpload upload) throws IOException {
        Files.deleteIfExists(file(upload.server(), upload.place()));
    }

    private Path file(String server, String place) {
        try {
            byte[] name =
                    MessageDigest.getInstance("SHA-256")
                            .digest((server + "\n" + place).getBytes(StandardCharsets.UTF_8));
            return folder.resolve(HexFormat.of().formatHex(name).substring(0, 32) + ".json");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
