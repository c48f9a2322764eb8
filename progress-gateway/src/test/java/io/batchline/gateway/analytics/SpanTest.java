package io.batchline.gateway.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.http.FieldError;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpanTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private final List<FieldError> errors = new ArrayList<>();

    @Test
    void without_anything_it_is_the_last_thirty_days() {
        assertThat(span(null, null)).contains(new Span(Instant.parse("2026-10-23T10:00:00Z"), NOW));
    }

    @Test
    void the_same_date_twice_is_that_day() {
        assertThat(span("2026-11-01", "2026-11-01"))
                .contains(
                        new Span(
                                Instant.parse("2026-11-01T00:00:00Z"),
                                Instant.parse("2026-11-02T00:00:00Z")));
    }

    @Test
    void times_may_have_any_offset() {
        assertThat(span("2026-11-01T01:00:00+01:00", "2026-11-01T12:00:00Z"))
                .contains(
                        new Span(
                                Instant.parse("2026-11-01T00:00:00Z"),
                                Instant.parse("2026-11-01T12:00:00Z")));
    }

    @Test
    void four_hundred_days_are_the_most() {
        assertThat(span("2025-01-01", "2026-02-04")).isPresent();
        assertThat(span("2025-01-01", "2026-02-05")).isEmpty();
        assertThat(errors)
                .singleElement()
                .satisfies(error -> {
                    assertThat(error.field()).isEqualTo("from");
                    assertThat(error.message()).contains("401 days", "400");
                });
    }

    @Test
    void what_ends_before_it_begins_is_refused() {
        assertThat(span("2026-11-02", "2026-11-01T23:00:00Z")).isEmpty();
        assertThat(errors).extracting(FieldError::field).containsExactly("to");
    }

    @Test
    void both_bad_fields_are_named() {
        assertThat(span("yesterday", "tomorrow")).isEmpty();
        assertThat(errors).extracting(FieldError::field).containsExactlyInAnyOrder("from", "to");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-02-30",
                "1999-12-31",
                "+99999-01-01",
                "2026-11-01T00:00:00",
                "+999999999-12-31T23:59:59Z",
                "-999999999-01-01T00:00:00Z",
                "\u0000026-01-01"
            })
    void what_is_no_time_of_ours_is_refused(String text) {
        assertThat(span(text, null)).isEmpty();
        assertThat(errors).extracting(FieldError::field).containsExactly("from");
    }

    private Optional<Span> span(@Nullable String from, @Nullable String to) {
        return Span.of(from, to, NOW, errors);
    }
}
