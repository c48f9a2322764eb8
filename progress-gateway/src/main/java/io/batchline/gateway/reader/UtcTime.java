package io.batchline.gateway.reader;

import java.time.Instant;
import java.time.LocalDate;

/// Times as our programs write them, `2026-11-22T08:00:01.25Z`, read without the general parser,
/// which takes as long as all the rest of an event. Pure.
final class UtcTime {
    private static final int POINT = 19;
    private static final int WITHOUT_FRACTION = POINT + 1;
    private static final int MOST_DIGITS = 9;
    private static final int SECONDS_OF_A_DAY = 86_400;

    private UtcTime() {}

    /// What [Instant#parse] makes of it, which also reads every other form.
    ///
    /// @throws java.time.DateTimeException when it is no time
    static Instant parse(String text) {
        return isUsual(text) ? usual(text) : Instant.parse(text);
    }

    private static boolean isUsual(String text) {
        int length = text.length();
        if (length < WITHOUT_FRACTION
                || length > POINT + 1 + MOST_DIGITS + 1
                || length == WITHOUT_FRACTION + 1
                || text.charAt(length - 1) != 'Z'
                || (length > WITHOUT_FRACTION && text.charAt(POINT) != '.')) {
            return false;
        }
        for (int at = 0; at < length - 1; at++) {
            char wanted =
                    switch (at) {
                        case 4, 7 -> '-';
                        case 10 -> 'T';
                        case 13, 16 -> ':';
                        case POINT -> '.';
                        default -> '0';
                    };
            char there = text.charAt(at);
            if (wanted == '0' ? there < '0' || there > '9' : there != wanted) {
                return false;
            }
        }
        // Midnight at the end of a day and leap seconds are the general parser's.
        return number(text, 11, 13) < 24 && number(text, 14, 16) < 60 && number(text, 17, 19) < 60;
    }

    private static Instant usual(String text) {
        long day =
                LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10))
                        .toEpochDay();
        int second = (number(text, 11, 13) * 60 + number(text, 14, 16)) * 60 + number(text, 17, 19);
        int fraction = text.length() - 1 > POINT ? nanos(text) : 0;
        return Instant.ofEpochSecond(day * SECONDS_OF_A_DAY + second, fraction);
    }

    private static int nanos(String text) {
        int nanos = number(text, POINT + 1, text.length() - 1);
        for (int digits = text.length() - 2 - POINT; digits < MOST_DIGITS; digits++) {
            nanos *= 10;
        }
        return nanos;
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int at = from; at < to; at++) {
            number = number * 10 + text.charAt(at) - '0';
        }
        return number;
    }
}
