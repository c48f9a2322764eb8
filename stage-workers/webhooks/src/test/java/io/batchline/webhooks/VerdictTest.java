package io.batchline.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTest {
    @ParameterizedTest
    @CsvSource({
        "200, 1, Delivered",
        "204, 8, Delivered",
        "299, 1, Delivered",
        "300, 1, Again",
        "301, 1, Again",
        "400, 7, Again",
        "404, 8, Failed",
        "410, 1, Gone",
        "410, 8, Gone",
        "429, 1, Again",
        "500, 1, Again",
        "503, 8, Failed"
    })
    void an_answer_decides(int status, int tries, String verdict) {
        assertThat(Verdict.of(new Answer.Status(status, Duration.ZERO), tries, 0.5))
                .extracting(each -> each.getClass().getSimpleName())
                .isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({"1, Again", "7, Again", "8, Failed"})
    void silence_is_tried_again(int tries, String verdict) {
        assertThat(Verdict.of(new Answer.None("no answer"), tries, 0.5))
                .extracting(each -> each.getClass().getSimpleName())
                .isEqualTo(verdict);
    }
}
