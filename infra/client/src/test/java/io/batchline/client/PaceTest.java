package io.batchline.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PaceTest {
    private final Pace pace = Pace.USUAL;

    @Test
    void connections_come_ever_more_slowly() {
        assertThat(IntStream.of(1, 2, 3, 4, 5, 6, 70).mapToObj(n -> wait(n, 0, 0.5).toSeconds()))
                .containsExactly(1L, 2L, 4L, 8L, 16L, 30L, 30L);
    }

    @Test
    void they_are_spread_and_never_sooner_than_the_server_asked() {
        assertThat(wait(3, 0, 0)).isEqualTo(Duration.ofSeconds(3));
        assertThat(wait(3, 0, 1)).isEqualTo(Duration.ofSeconds(5));
        assertThat(wait(1, 40, 0)).isEqualTo(Duration.ofSeconds(40));
        assertThat(wait(1, 40, 1)).isEqualTo(Duration.ofSeconds(50));
    }

    @Test
    void questions_come_ever_more_slowly_while_nothing_is_new() {
        assertThat(pace.nextPoll(Duration.ZERO, false)).isEqualTo(Duration.ofSeconds(3));
        assertThat(pace.nextPoll(Duration.ofSeconds(4), false)).isEqualTo(Duration.ofSeconds(6));
        assertThat(pace.nextPoll(Duration.ofSeconds(29), false)).isEqualTo(Duration.ofSeconds(30));
        assertThat(pace.nextPoll(Duration.ofSeconds(29), true)).isEqualTo(Duration.ofSeconds(3));
    }

    private Duration wait(int failures, int asked, double chance) {
        return pace.backoff(failures, Duration.ofSeconds(asked), chance);
    }
}
