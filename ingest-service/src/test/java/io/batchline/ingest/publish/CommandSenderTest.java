package io.batchline.ingest.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandSenderTest {
    @ParameterizedTest
    @CsvSource({"0, 20", "1, 20", "10, 20", "11, 22", "40, 80", "50, 100", "1000, 100"})
    void rounds_lie_further_apart_the_more_they_send(int sent, long millis) {
        assertThat(CommandSender.apart(sent)).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @CsvSource({"100, 20", "400, 20", "600, 100", "1000, 100"})
    void up_to_some_hundreds_a_second_nothing_waits_longer_than_for_one(
            int perSecond, long settled) {
        Duration apart = Duration.ofMillis(60);
        for (int i = 0; i < 100; i++) {
            apart = CommandSender.apart((int) (perSecond * apart.toMillis() / 1000));
        }

        assertThat(apart).isEqualTo(Duration.ofMillis(settled));
    }
}
