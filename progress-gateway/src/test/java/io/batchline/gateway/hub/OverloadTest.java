package io.batchline.gateway.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class OverloadTest {
    @Test
    void a_full_gateway_and_one_that_is_late_take_nobody_more() {
        assertThat(Overload.isFull(9, 10, Duration.ZERO)).isFalse();
        assertThat(Overload.isFull(10, 10, Duration.ZERO)).isTrue();
        assertThat(Overload.isFull(0, 10, Overload.LATEST)).isFalse();
        assertThat(Overload.isFull(0, 10, Overload.LATEST.plusMillis(1))).isTrue();
    }

    @Test
    void who_finds_no_place_comes_back_much_later_than_who_is_sent_to_another_replica() {
        assertThat(Overload.comeBackLater(0)).isEqualTo(Duration.ofSeconds(10));
        assertThat(Overload.comeBackLater(1)).isEqualTo(Duration.ofSeconds(30));
        assertThat(Overload.comeBackSoon(0)).isEqualTo(Duration.ofMillis(200));
        assertThat(Overload.comeBackSoon(1)).isEqualTo(Duration.ofSeconds(1));
    }
}
