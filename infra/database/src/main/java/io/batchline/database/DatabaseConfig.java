package io.batchline.database;

import java.time.Duration;

/// Where the database is and how many connections a program may hold.
///
/// @param url `jdbc:postgresql://host:port/name`
/// @param startWithin how long opening waits for a database that is not there yet
public record DatabaseConfig(
        String url, String user, String password, int connections, Duration startWithin) {
    private static final int CONNECTIONS = 10;
    private static final Duration START_WITHIN = Duration.ofSeconds(60);
    private static final String SCHEME = "jdbc:postgresql:";

    public DatabaseConfig {
        if (!url.startsWith(SCHEME)) {
            throw new IllegalArgumentException(
                    "database url '%s': it starts with %s".formatted(url, SCHEME));
        }
        if (user.isBlank()) {
            throw new IllegalArgumentException("database user is empty");
        }
        if (connections < 1) {
            throw new IllegalArgumentException(
                    "%d database connections: at least 1".formatted(connections));
        }
        if (startWithin.isNegative()) {
            throw new IllegalArgumentException(
                    "database start within %s: not negative".formatted(startWithin));
        }
    }

    public static DatabaseConfig of(String url, String user, String password) {
        return new DatabaseConfig(url, user, password, CONNECTIONS, START_WITHIN);
    }

    public DatabaseConfig withConnections(int most) {
        return new DatabaseConfig(url, user, password, most, startWithin);
    }

    public DatabaseConfig withStartWithin(Duration longest) {
        return new DatabaseConfig(url, user, password, connections, longest);
    }

    /// Without the password.
    @Override
    public String toString() {
        return "DatabaseConfig[url=%s, user=%s, connections=%d, startWithin=%s]"
                .formatted(url, user, connections, startWithin);
    }
}
