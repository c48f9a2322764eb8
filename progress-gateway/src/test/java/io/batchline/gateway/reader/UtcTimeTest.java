package io.batchline.gateway.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class UtcTimeTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-22T08:00:01Z",
                "2026-11-22T08:00:01.2Z",
                "2026-11-22T08:00:01.25Z",
                "2026-11-22T08:00:01.000000001Z",
                "2026-11-22T23:59:59.999999999Z",
                "2024-02-29T00:00:00Z",
                "1969-12-31T23:59:59.5Z",
                "0000-01-01T00:00:00Z",
                "9999-12-31T23:59:59Z",
                "+12026-11-22T08:00:01Z",
                "2026-11-22T24:00:00Z",
                "2026-11-22T23:59:60Z",
                "2026-11-22T08:00:01+01:00",
                "2026-11-22t08:00:01z"
            })
    void is_what_the_general_parser_makes_of_it(String text) {
        assertThat(UtcTime.parse(text)).isEqualTo(Instant.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-11-22",
                "2026-13-22T08:00:01Z",
                "2026-02-30T08:00:01Z",
                "2026-11-22T08:00:01.Z1",
                "2026-11-22 08:00:01Z",
                "2026-11-22T08:00:01.0000000001Z"
            })
    void or_is_refused_as_by_it(String text) {
        assertThatThrownBy(() -> UtcTime.parse(text)).isInstanceOf(DateTimeException.class);
        assertThatThrownBy(() -> Instant.parse(text)).isInstanceOf(DateTimeException.class);
    }
}
