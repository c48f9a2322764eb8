package io.batchline.embedded;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.commons.io.FileUtils;

/// A PostgreSQL server that this JVM started, on 127.0.0.1. Its folder keeps the data; the port may
/// be another one at each start. Its processes outlive a killed JVM; the next start on the same
/// folder stops them first.
public final class EmbeddedDatabase implements AutoCloseable {
    private static final String USER = "postgres";
    private static final String NAME = "batchline";

    /// Written once the first start came to its end; data without it is what a kill left of one.
    private static final String COMPLETE = "complete";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final EmbeddedPostgres server;
    private final FolderLock lock;
    private final String password;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedDatabase(EmbeddedPostgres server, FolderLock lock, String password) {
        this.server = server;
        this.lock = lock;
        this.password = password;
    }

    /// Starts on a free port, and returns when connections are served.
    ///
    /// @throws FolderInUseException when the folder belongs to a running process
    public static EmbeddedDatabase start(Path folder) throws IOException, InterruptedException {
        FolderLock lock = FolderLock.take(folder);
        Path data = folder.toAbsolutePath().normalize().resolve("data");
        try {
            StalePostmaster.stop(data);
            String password = password(folder);
            removeHalfMade(folder, data);
            EmbeddedPostgres server = launch(folder, data, password);
            createDatabase(server);
            Files.writeString(folder.resolve(COMPLETE), "");
            return new EmbeddedDatabase(server, lock, password);
        } catch (IOException | RuntimeException | InterruptedException e) {
            stopWhatStarted(data);
            lock.close();
            throw e;
        }
    }

    /// Also after an interrupt, which would end the wait for the server's end at once.
    private static void stopWhatStarted(Path data) throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            StalePostmaster.stop(data);
        } catch (InterruptedException _) {
            interrupted = true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void removeHalfMade(Path folder, Path data) throws IOException {
        if (Files.exists(data) && !Files.exists(folder.resolve(COMPLETE))) {
            FileUtils.deleteDirectory(data.toFile());
        }
    }

    private static EmbeddedPostgres launch(Path folder, Path data, String password)
            throws IOException, InterruptedException {
        refuseRootWithoutNamespaces();
        Path log = folder.resolve("server.log");
        try (ServerBinaries binaries = ServerBinaries.hold()) {
            return builder(data, log, binaries, folder, password).start();
        } catch (IllegalStateException e) {
            throw new IOException(
                    "the database in %s does not start; its log: %s".formatted(data, log), e);
        }
    }

    /// PostgreSQL refuses to run as root; in a user namespace it does not know that it does.
    private static void refuseRootWithoutNamespaces() throws IOException {
        if (System.getProperty("user.name").equals("root") && !LinuxUtils.isUnshareAvailable()) {
            throw new IOException(
                    "PostgreSQL does not run as root, and this machine does not allow a user namespace (unshare -U): start as another user");
        }
    }

    private static EmbeddedPostgres.Builder builder(
            Path data, Path log, ServerBinaries binaries, Path folder, String password)
            throws IOException {
        return EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(binaries.folder().toFile())
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPort(FreePorts.some(1).getFirst())
                .setPGStartupWait(PATIENCE)
                .setOutputRedirector(Redirect.appendTo(log.toFile()))
                .setErrorRedirector(Redirect.appendTo(log.toFile()))
                .setLocaleConfig("pwfile", folder.resolve("password").toString())
                .setLocaleConfig("locale", "C")
                .setConnectConfig("password", password)
                .setDataDirectoryCustomizer(EmbeddedDatabase::askForPassword)
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", "")
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("max_connections", "100")
                .setServerConfig("shared_buffers", "32MB")
                .setServerConfig("wal_buffers", "4MB")
                .setServerConfig("wal_compression", "on")
                .setServerConfig("max_wal_size", "512MB")
                .setServerConfig("jit", "off");
    }

    private static void askForPassword(java.io.File data) {
        try {
            Files.writeString(
                    data.toPath().resolve("pg_hba.conf"),
                    "host all all 127.0.0.1/32 scram-sha-256\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Drawn at the first start; who can read the folder can read it.
    private static String password(Path folder) throws IOException {
        Path file = folder.resolve("password");
        if (!Files.exists(file)) {
            byte[] random = new byte[18];
            new SecureRandom().nextBytes(random);
            Path draft = Files.createTempFile(folder, "password", ".new");
            Files.writeString(draft, HexFormat.of().formatHex(random));
            Files.move(draft, file);
        }
        return Files.readString(file).strip();
    }

    private static void createDatabase(EmbeddedPostgres server) throws IOException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            var found =
                    statement.executeQuery(
                            "select 1 from pg_database where datname = '%s'".formatted(NAME));
            if (!found.next()) {
                statement.executeUpdate("create database " + NAME);
            }
        } catch (SQLException e) {
            server.close();
            throw new IOException("database %s can't be created".formatted(NAME), e);
        }
    }

    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(server.getPort(), NAME);
    }

    public String user() {
        return USER;
    }

    public String password() {
        return password;
    }

    /// Stops the server and frees the folder; a second call does nothing.
    @Override
    public void close() throws IOException {
        if (closed.compareAndSet(false, true)) {
            try (lock) {
                server.close();
            }
        }
    }
}
