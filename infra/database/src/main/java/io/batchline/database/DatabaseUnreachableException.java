package io.batchline.database;

import java.sql.SQLException;

/// The database did not answer in time, or does not let us in.
public final class DatabaseUnreachableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DatabaseUnreachableException(DatabaseConfig config, SQLException cause) {
        super(
                "database %s as user %s can't be reached (waited at most %d s): %s"
                        .formatted(
                                config.url(),
                                config.user(),
                                config.startWithin().toSeconds(),
                                cause.getMessage()),
                cause);
    }
}
