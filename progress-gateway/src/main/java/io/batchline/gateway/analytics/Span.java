package io.batchline.gateway.analytics;

import io.batchline.http.FieldError;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// From when to when a report goes: `from` is in it, `to` is not.
record Span(Instant from, Instant to) {
    static final int LONGEST_DAYS = 400;
    static final int USUAL_DAYS = 30;
    static final String FROM = "from";
    static final String TO = "to";

    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = 9999;

    /// What a request asks for. A date as `from` is its beginning, as `to` its end, in UTC, so that
    /// the same date twice is that day. Without `to` it goes until now, without `from` it begins 30
    /// days before.
    ///
    /// @param errors takes what is wrong with either
    static Optional<Span> of(
            @Nullable String from, @Nullable String to, Instant now, List<FieldError> errors) {
        Optional<Instant> end = to == null ? Optional.of(now) : time(TO, to, 1, errors);
        Optional<Instant> begin =
                from == null
                        ? end.map(at -> at.minus(Duration.ofDays(USUAL_DAYS)))
                        : time(FROM, from, 0, errors);
        if (begin.isEmpty() || end.isEmpty()) {
            return Optional.empty();
        }
        var span = new Span(begin.get(), end.get());
        if (!span.from.isBefore(span.to)) {
            errors.add(
                    new FieldError(TO, "is %s: it takes a time after `from`".formatted(span.to)));
            return Optional.empty();
        }
        if (Duration.between(span.from, span.to).compareTo(Duration.ofDays(LONGEST_DAYS)) > 0) {
            errors.add(
                    new FieldError(
                            FROM,
                            "is %d days before `to`: a report has at most %d"
                                    .formatted(
                                            Duration.between(span.from, span.to).toDays(),
                                            LONGEST_DAYS)));
            return Optional.empty();
        }
        return Optional.of(span);
    }

    private static Optional<Instant> time(
            String field, String text, int daysAfterDate, List<FieldError> errors) {
        try {
            OffsetDateTime at =
                    text.length() == "2026-01-31".length()
                            ? LocalDate.parse(text)
                                    .plusDays(daysAfterDate)
                                    .atStartOfDay()
                                    .atOffset(ZoneOffset.UTC)
                            : OffsetDateTime.parse(text);
            if (at.getYear() >= FIRST_YEAR && at.getYear() <= LAST_YEAR) {
                return Optional.of(at.toInstant());
            }
        } catch (DateTimeException _) {
            // Answered below, as a time of another age is.
        }
        errors.add(
                new FieldError(
                        field,
                        "'%s' is not a date like 2026-01-31 or a time like 2026-01-31T08:00:00Z, from %d to %d"
                                .formatted(text, FIRST_YEAR, LAST_YEAR)));
        return Optional.empty();
    }
}
