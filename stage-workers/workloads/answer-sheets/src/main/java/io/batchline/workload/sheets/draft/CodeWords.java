package io.batchline.workload.sheets.draft;

import java.util.List;
import java.util.Optional;

/// How a code's text is probably put together.
final class CodeWords {
    private static final List<String> PATTERNS =
            List.of(
                    "(?<group>.+)\\|(?<candidate>[^|]+)\\|(?<page>[0-9]{1,3})/(?<pages>[0-9]{1,3})",
                    "(?<group>.+)\\|(?<candidate>[^|]+)",
                    "(?<candidate>[^|]+)");
    private static final int LONGEST = 500;

    private CodeWords() {}

    /// The first of the usual patterns that takes the text apart; empty where it is empty or long.
    static Optional<String> pattern(String text) {
        return text.isBlank() || text.length() > LONGEST
                ? Optional.empty()
                : PATTERNS.stream().filter(text::matches).findFirst();
    }
}
