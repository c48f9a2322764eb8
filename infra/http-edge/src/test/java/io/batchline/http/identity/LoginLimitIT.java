package io.batchline.http.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.batchline.http.Problem;
import io.batchline.http.ProblemType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoginLimitIT extends OnDatabase {
    private final SetClock clock = new SetClock();
    private LoginLimit limit;

    @BeforeEach
    void start() {
        limit = new LoginLimit(rows(), clock);
    }

    @Test
    void after_a_few_failures_each_next_try_waits_twice_as_long() throws Exception {
        fail(LoginLimit.FREE_TRIES);
        assertThat(refused("admin", "a")).isEqualTo("1");

        clock.pass(Duration.ofSeconds(1));
        fail(1);
        assertThat(refused("admin", "a")).isEqualTo("2");

        clock.pass(Duration.ofSeconds(2));
        fail(1);
        assertThat(refused("admin", "a")).isEqualTo("4");
    }

    @Test
    void the_wait_has_an_end() throws Exception {
        for (int i = 0; i < 40; i++) {
            clock.pass(Duration.ofMinutes(5));
            limit.begin("admin", "a");
        }

        assertThat(refused("admin", "a")).isEqualTo("300");
    }

    @Test
    void times_between_two_microseconds_keep_nobody_out() throws Exception {
        clock.pass(Duration.ofNanos(999));
        limit.begin("admin", "a");
        limit.begin("admin", "a");
    }

    @Test
    void another_replica_knows_of_every_try() throws Exception {
        fail(LoginLimit.FREE_TRIES - 1);
        new LoginLimit(rows(), clock).begin("admin", "a");

        assertThat(refused("admin", "a")).isEqualTo("1");
    }

    @Test
    void of_tries_at_once_no_more_than_the_free_ones_pass() throws Exception {
        Callable<Boolean> tryOnce =
                () -> {
                    try {
                        limit.begin("admin", "a");
                        return true;
                    } catch (Problem _) {
                        return false;
                    }
                };
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            int passed = 0;
            for (var answer : threads.invokeAll(Collections.nCopies(20, tryOnce))) {
                passed += answer.get() ? 1 : 0;
            }
            assertThat(passed).isEqualTo(LoginLimit.FREE_TRIES);
        }
    }

    @Test
    void the_database_learns_neither_names_nor_addresses() throws Exception {
        limit.begin("hunter2", "10.1.2.3");

        try (var connection = rows().getConnection();
                var row =
                        connection
                                .createStatement()
                                .executeQuery(
                                        "select string_agg(t::text, ' ') from login_tries t")) {
            row.next();
            assertThat(row.getString(1)).doesNotContain("hunter2").doesNotContain("10.1.2.3");
        }
    }

    @Test
    void others_do_not_wait() throws Exception {
        fail(LoginLimit.FREE_TRIES);

        assertThatCode(() -> limit.begin("admin", "b")).doesNotThrowAnyException();
        assertThatCode(() -> limit.begin("eve", "a")).doesNotThrowAnyException();
    }

    @Test
    void a_right_password_starts_afresh() throws Exception {
        fail(LoginLimit.FREE_TRIES - 1);
        limit.succeeded("admin", "a");

        assertThatCode(() -> fail(LoginLimit.FREE_TRIES)).doesNotThrowAnyException();
    }

    @Test
    void one_address_that_tries_many_users_waits_too() throws Exception {
        for (int i = 0; i < LoginLimit.FREE_TRIES_OF_ADDRESS; i++) {
            limit.begin("user" + i, "a");
        }

        assertThat(refused("another", "a")).isEqualTo("1");
    }

    @Test
    void many_right_logins_from_one_address_never_wait() throws Exception {
        assertThatCode(
                        () -> {
                            for (int i = 0; i < 500; i++) {
                                limit.begin("admin", "a");
                                limit.succeeded("admin", "a");
                            }
                        })
                .doesNotThrowAnyException();
    }

    private void fail(int times) throws Exception {
        for (int i = 0; i < times; i++) {
            limit.begin("admin", "a");
        }
    }

    private String refused(String username, String address) {
        Problem problem = catchThrowableOfType(Problem.class, () -> limit.begin(username, address));
        assertThat(problem.type()).isEqualTo(ProblemType.TOO_MANY_REQUESTS);
        return problem.headers().getOrDefault("Retry-After", "");
    }

    private static final class SetClock extends Clock {
        private Instant now = Instant.parse("2026-11-22T08:00:00Z");

        void pass(Duration duration) {
            now = now.plus(duration);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
