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
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/// Uploads that were not finished, a small file for each: of a source to a server there is one of
/// each user. It is touched only by the call that has claimed it. May be used by several threads.
public final class KeptUploads implements AutoCloseable {
    /// A server lets an upload expire a day after its last byte; what is older than this is of
    /// nothing that is still there.
    private static final Duration OLDEST = Duration.ofDays(7);

    private final JsonMapper json = Json.mapper();
    private final Path folder;
    private final SourceLocks locks;

    public KeptUploads(Setting setting) {
        this.folder = setting.state().resolve("uploads");
        this.locks = new SourceLocks(setting.state().resolve("uploads.lock"));
    }

    /// Keeps other calls from the same source until it is closed.
    ///
    /// @return empty while another call sends it
    public Optional<Claim> claim(KeptUpload.Of of) throws IOException {
        byte[] name = digest(of);
        return locks.tryLock(name).map(lock -> new Claim(file(name), lock));
    }

    @Override
    public void close() throws IOException {
        locks.close();
    }

    /// One user's upload of one source.
    public final class Claim implements AutoCloseable {
        private final Path file;
        private final SourceLocks.Lock lock;

        private Claim(Path file, SourceLocks.Lock lock) {
            this.file = file;
            this.lock = lock;
        }

        /// What an earlier call left; one that is too old is forgotten.
        public Optional<KeptUpload> find() throws IOException {
            try {
                if (Files.getLastModifiedTime(file)
                        .toInstant()
                        .isBefore(Instant.now().minus(OLDEST))) {
                    forget();
                    return Optional.empty();
                }
                return Optional.of(json.readValue(Files.readString(file), KeptUpload.class));
            } catch (NoSuchFileException _) {
                return Optional.empty();
            } catch (JsonProcessingException _) {
                // Of another version: as if there were none, and the next one is written over it.
                return Optional.empty();
            }
        }

        public void keep(KeptUpload upload) throws IOException {
            PrivateFile.write(file, json.writeValueAsString(upload) + "\n");
        }

        public void forget() throws IOException {
            Files.deleteIfExists(file);
        }

        @Override
        public void close() throws IOException {
            lock.close();
        }
    }

    private Path file(byte[] name) {
        return folder.resolve(HexFormat.of().formatHex(name, 0, 16) + ".json");
    }

    private static byte[] digest(KeptUpload.Of of) {
        try {
            String text = "%s\n%s\n%s".formatted(of.server(), of.owner(), of.place());
            return MessageDigest.getInstance("SHA-256")
                    .digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
