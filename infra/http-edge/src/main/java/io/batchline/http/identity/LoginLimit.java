package io.batchline.http.identity;

import io.batchline.database.Sql;
import io.batchline.database.Transactions;
import io.batchline.http.Problem;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import javax.sql.DataSource;

/// Slows down who guesses passwords: after a few failures of one user from one address each next
/// try must wait, twice as long every time; one address that tries many users waits too. Counted in
/// the database, so that every replica knows of every try.
public final class LoginLimit {
    static final int FREE_TRIES = 5;
    static final int FREE_TRIES_OF_ADDRESS = 50;

    private final Transactions transactions;
    private final Clock clock;

    public LoginLimit(DataSource database, Clock clock) {
        this.transactions = new Transactions(database);
        this.clock = clock;
    }

    /// Counts a try before its password is looked at, so that many at once gain nothing.
    ///
    /// @throws Problem 429 when it comes too early
    public void begin(String username, String address) throws SQLException {
        Instant now = now();
        Duration early =
                transactions.run(connection -> {
                    Sql.update(
                            connection,
                            "delete from login_tries where next_try < ?",
                            now.minus(LoginTries.FORGOTTEN_AFTER));
                    // Always the address first, so that no two wait for each other.
                    LoginTries everyone = lock(connection, everyone(address), now);
                    LoginTries user = lock(connection, user(username, address), now);
                    Duration wait = longer(everyone.tooEarlyBy(now), user.tooEarlyBy(now));
                    if (wait.isZero()) {
                        write(
                                connection,
                                everyone(address),
                                everyone.withOne(FREE_TRIES_OF_ADDRESS, now));
                        write(connection, user(username, address), user.withOne(FREE_TRIES, now));
                    }
                    return wait;
                });
        if (early.isPositive()) {
            throw Problem.tooManyRequests(
                    "too many failed logins: wait before the next try", early);
        }
    }

    /// The try was right: its user starts afresh from this address.
    public void succeeded(String username, String address) throws SQLException {
        Instant now = now();
        transactions.run(connection -> {
            LoginTries everyone = lock(connection, everyone(address), now);
            write(connection, everyone(address), everyone.withoutOne());
            return Sql.update(
                    connection,
                    "delete from login_tries where source_hash = ?",
                    user(username, address));
        });
    }

    /// The database rounds to microseconds, and up as well as down: a time that it gives back must
    /// not lie behind the one that it was given.
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static LoginTries lock(Connection connection, byte[] source, Instant now)
            throws SQLException {
        Sql.update(
                connection,
                "insert into login_tries (source_hash, tries, next_try) values (?, 0, ?) on conflict do nothing",
                source,
                now);
        return Sql.first(
                        connection,
                        "select tries, next_try from login_tries where source_hash = ? for update",
                        row ->
                                new LoginTries(
                                        row.getInt(1),
                                        Objects.requireNonNull(Sql.instant(row, "next_try"))),
                        source)
                .orElseGet(() -> LoginTries.none(now));
    }

    private static void write(Connection connection, byte[] source, LoginTries tries)
            throws SQLException {
        Sql.update(
                connection,
                "update login_tries set tries = ?, next_try = ? where source_hash = ?",
                tries.tries(),
                tries.nextTry(),
                source);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static byte[] everyone(String address) {
        return Secret.hash(address);
    }

    /// No address has a line break.
    private static byte[] user(String username, String address) {
        return Secret.hash(address + "\n" + username);
    }
}
