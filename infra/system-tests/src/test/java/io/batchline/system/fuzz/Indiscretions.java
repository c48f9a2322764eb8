package io.batchline.system.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// What no answer may tell: how the inside is built, and anything of another tenant.
final class Indiscretions {
    private static final Pattern FRAME =
            Pattern.compile("\\bat [\\w.$/]+\\([\\w.]+(:\\d+)?\\)|\\(Native Method\\)");
    private static final Pattern CLASS =
            Pattern.compile(
                    "\\b(?:java|javax|jdk|sun|jakarta|kotlin|org|com|io)(?:\\.[a-z_][a-z0-9_]*)+\\.[A-Z]\\w+");
    private static final Pattern FAULT = Pattern.compile("\\b\\w+(?:Exception|Error)\\b(?!\")");
    private static final Pattern SQL =
            Pattern.compile("SQLSTATE|\\bERROR: |PSQL|violates \\w+ constraint|relation \"");

    private Indiscretions() {}

    /// @param answer head and body as text
    /// @param strangers marks of those who did not ask
    static List<String> in(String answer, List<String> strangers) {
        var found = new ArrayList<String>();
        for (Pattern pattern : List.of(FRAME, CLASS, FAULT, SQL)) {
            var matches = pattern.matcher(answer);
            if (matches.find()) {
                found.add("it tells '%s'".formatted(matches.group()));
            }
        }
        strangers.stream()
                .filter(answer::contains)
                .forEach(mark -> found.add("it tells of " + mark));
        return found;
    }
}
