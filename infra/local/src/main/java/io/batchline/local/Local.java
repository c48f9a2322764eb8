package io.batchline.local;

import io.batchline.database.Database;
import io.batchline.database.DatabaseConfig;
import io.batchline.embedded.FolderLock;
import io.batchline.http.HttpConfig;
import io.batchline.http.Operation;
import io.batchline.kafka.KafkaConnection;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/// A running Batchline in this JVM.
public final class Local implements AutoCloseable {
    private final FolderLock lock;
    private final Servers servers;
    private final BrokerAddress brokerAddress;
    private final Services services;
    private final Owner owner;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Local(
            FolderLock lock,
            Servers servers,
            BrokerAddress brokerAddress,
            Services services,
            Owner owner) {
        this.lock = lock;
        this.servers = servers;
        this.brokerAddress = brokerAddress;
        this.services = services;
        this.owner = owner;
    }

    /// Starts everything, and returns when requests are answered.
    ///
    /// @throws io.batchline.embedded.FolderInUseException when another process has the data folder
    public static Local start(LocalConfig config) throws IOException, InterruptedException {
        refusePortInUse(config.port());
        try (Starting starting = new Starting()) {
            FolderLock lock = starting.add(FolderLock.take(config.data()));
            BrokerAddress.forget(config.data());
            Servers servers = starting.add(Servers.start(config));
            BrokerAddress address =
                    starting.add(BrokerAddress.write(config.data(), servers.kafka()));
            Services services = starting.add(Services.start(config, servers));
            Owner owner =
                    new Owner(
                            Database.open(servers.databaseConfig().withConnections(1)),
                            Clock.systemUTC());
            starting.done();
            return new Local(lock, servers, address, services, owner);
        }
    }

    /// Says so before anything is started; the server itself finds out only at the end.
    private static void refusePortInUse(int port) throws IOException {
        try (ServerSocket probe = new ServerSocket()) {
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (BindException e) {
            throw new IllegalStateException(
                    "port %d of %s is in use: choose another".formatted(port, HttpConfig.LOOPBACK),
                    e);
        }
    }

    /// Where the page and the API are.
    public URI address() {
        return URI.create("http://%s:%d/".formatted(HttpConfig.LOOPBACK, services.port()));
    }

    /// All that it answers.
    public List<Operation> operations() {
        return services.operations();
    }

    /// The admin's password when this start drew it; nobody can learn it again.
    public Optional<String> newPassword() {
        return services.ingest().firstPassword();
    }

    /// A token for the one who runs this process.
    public String ownersToken() {
        return owner.token();
    }

    public DatabaseConfig database() {
        return servers.databaseConfig();
    }

    public KafkaConnection kafka() {
        return servers.kafka();
    }

    /// Stops the services, then the broker and the database; a second call does nothing.
    @Override
    public void close() throws IOException {
        if (closed.compareAndSet(false, true)) {
            try (lock;
                    servers;
                    brokerAddress;
                    owner) {
                services.close();
            }
        }
    }
}
