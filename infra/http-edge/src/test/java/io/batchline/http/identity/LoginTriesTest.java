package io.batchline.http.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LoginTriesTest {
    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
    private static final int FREE = 2;

    @Test
    void free_tries_do_not_wait_and_the_next_wait_twice_as_long_each() {
        LoginTries tries = LoginTries.none(NOW).withOne(FREE, NOW);
        assertThat(tries.tooEarlyBy(NOW)).isZero();

        tries = tries.withOne(FREE, NOW);
        assertThat(tries.tooEarlyBy(NOW)).isEqualTo(Duration.ofSeconds(1));

        tries = tries.withOne(FREE, NOW).withOne(FREE, NOW);
        assertThat(tries.tooEarlyBy(NOW)).isEqualTo(Duration.ofSeconds(4));
        assertThat(tries.tooEarlyBy(NOW.plusSeconds(4))).isZero();
    }

    @Test
    void the_wait_has_an_end_however_many_tries_there_were() {
        assertThat(new LoginTries(1_000_000, NOW).withOne(FREE, NOW).tooEarlyBy(NOW))
                .isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void what_was_long_ago_is_forgotten_and_a_success_takes_one_back() {
        var old = new LoginTries(9, NOW);

        assertThat(old.withOne(FREE, NOW.plus(LoginTries.FORGOTTEN_AFTER)).tries()).isEqualTo(1);
        assertThat(old.withOne(FREE, NOW).tries()).isEqualTo(10);
        assertThat(old.withoutOne().tries()).isEqualTo(8);
        assertThat(LoginTries.none(NOW).withoutOne().tries()).isZero();
    }
}
