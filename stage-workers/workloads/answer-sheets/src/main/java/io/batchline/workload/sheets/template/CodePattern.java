package io.batchline.workload.sheets.template;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// A regular expression with named groups that the whole text of a code has to match. It ends in
/// time whatever it is: each match may look at so many characters and no more.
final class CodePattern {
    static final int LONGEST_PATTERN = 1000;

    /// A QR code holds up to 4,296 letters; what names a page is not as long, and the expression's
    /// own stack is not endless.
    static final int LONGEST_TEXT = 500;

    static final int MOST_LOOKS = 100_000;

    private static final String PATTERN = "pattern";

    private final Pattern pattern;

    private CodePattern(Pattern pattern) {
        this.pattern = pattern;
    }

    /// What became of matching a text.
    sealed interface Match {
        /// @param parts the named groups that took part in it
        record Matched(Map<String, String> parts) implements Match {
            public Matched {
                parts = Map.copyOf(parts);
            }

            Optional<String> part(String name) {
                return Optional.ofNullable(parts.get(name)).filter(text -> !text.isBlank());
            }
        }

        record NotMatched() implements Match {}

        /// Too long a text, or too many steps.
        record GivenUp(String why) implements Match {}
    }

    /// The expression at the key `pattern`.
    ///
    /// @param allowed names of groups that it may have
    static CodePattern read(Settings settings, Set<String> allowed) throws TemplateRejected {
        String text = settings.requiredText(PATTERN);
        if (text.isEmpty() || text.length() > LONGEST_PATTERN) {
            throw settings.reject(
                    PATTERN,
                    "has %d letters, allowed is 1 to %d".formatted(text.length(), LONGEST_PATTERN));
        }
        Pattern pattern = compiled(settings, text);
        List<String> unknown =
                pattern.namedGroups().keySet().stream()
                        .filter(name -> !allowed.contains(name))
                        .sorted()
                        .toList();
        if (!unknown.isEmpty()) {
            throw settings.reject(
                    PATTERN,
                    "names the group '%s'; allowed are %s"
                            .formatted(
                                    unknown.getFirst(),
                                    String.join(", ", allowed.stream().sorted().toList())));
        }
        return new CodePattern(pattern);
    }

    private static Pattern compiled(Settings settings, String text) throws TemplateRejected {
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            throw settings.reject(
                    PATTERN,
                    "is not a regular expression: %s at letter %d"
                            .formatted(e.getDescription(), e.getIndex() + 1));
        }
    }

    boolean names(String group) {
        return pattern.namedGroups().containsKey(group);
    }

    Match match(String text) {
        if (text.length() > LONGEST_TEXT) {
            return new Match.GivenUp(
                    "it has %d letters, at most %d are taken apart"
                            .formatted(text.length(), LONGEST_TEXT));
        }
        Matcher matcher = pattern.matcher(new BoundedText(text, MOST_LOOKS));
        try {
            return matcher.matches() ? new Match.Matched(parts(matcher)) : new Match.NotMatched();
        } catch (BoundedText.Exhausted _) {
            return new Match.GivenUp(
                    "the pattern takes more than %d steps on it".formatted(MOST_LOOKS));
        }
    }

    private Map<String, String> parts(Matcher matcher) {
        Map<String, String> parts = new HashMap<>();
        for (String name : pattern.namedGroups().keySet()) {
            String part = matcher.group(name);
            if (part != null) {
                parts.put(name, part);
            }
        }
        return parts;
    }
}
