package io.batchline.gateway.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.http.JarFiles;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Whoever translates the page opens `texts.js` and the files beside it, one for each view. The
/// rule is simple: a literal is text for people when it is a word with a capital letter, three
/// words in a row, or ends as a sentence does. A literal of two small words can slip through; names
/// of keys, classes and headers do not look like that.
class TextsTest {
    private static final Pattern TEXTS = Pattern.compile("js/texts(?:/[a-z]+)?\\.js");
    private static final Pattern COMMENT = Pattern.compile("(?m)(?:^|\\s)//.*$");
    private static final Pattern CLASSES = Pattern.compile("\\bclass: (?:'[^']*'|`[^`]*`)");
    private static final Pattern LITERAL =
            Pattern.compile(
                    "'((?:[^'\\\\\\n]|\\\\.)*)'|\"((?:[^\"\\\\\\n]|\\\\.)*)\"|`((?:[^`\\\\]|\\\\.)*)`");
    private static final Pattern FILLED_IN = Pattern.compile("\\$\\{[^{}]*}");
    private static final Pattern FOR_PEOPLE =
            Pattern.compile(
                    "[A-Z][a-z]+(?:[ .…].*)?|.*\\b[a-z]{2,} [a-z]{2,} [a-z]{2,}\\b.*|.*[a-z]{2,} .*[.…!?]",
                    Pattern.DOTALL);

    /// The brand, keys, a kind of dropped data, a header, and a word of the API.
    private static final Set<String> NAMES =
            Set.of(
                    "Batchline",
                    "Backspace",
                    "Delete",
                    "End",
                    "Enter",
                    "Escape",
                    "Home",
                    "Tab",
                    "Files",
                    "Location",
                    "Thumbs.db",
                    "waiting for start");

    @Test
    void every_english_text_stands_among_the_texts() {
        Map<String, byte[]> page = JarFiles.beside(Dashboard.class, "/dashboard");
        List<String> strays = new ArrayList<>();
        page.forEach((file, content) -> {
            if (file.endsWith(".js") && !TEXTS.matcher(file).matches()) {
                texts(new String(content, StandardCharsets.UTF_8))
                        .forEach(text -> strays.add(file + ": " + text));
            }
        });

        assertThat(strays).isEmpty();
    }

    @Test
    void the_rule_tells_texts_from_names() {
        assertThat(
                        texts(
                                """
                                import './a.js'; // It's a comment
                                const t = ['Log in', 'card figures', `Took ${n} seconds`, "Retry"];
                                h('p', { class: 'one two three', role: 'status' }, 'This is all.');
                                if (event.key === 'Escape') say('nothing was heard of it');
                                fetch('/api/batches', { headers: { 'Content-Type': 'application/json' } });
                                """))
                .containsExactly(
                        "Log in",
                        "Took  seconds",
                        "Retry",
                        "This is all.",
                        "nothing was heard of it");
    }

    private static Stream<String> texts(String module) {
        String code = CLASSES.matcher(COMMENT.matcher(module).replaceAll("")).replaceAll("");
        return LITERAL.matcher(code)
                .results()
                .map(TextsTest::content)
                .map(text -> FILLED_IN.matcher(text).replaceAll(""))
                .filter(text -> FOR_PEOPLE.matcher(text).matches())
                .filter(text -> !NAMES.contains(text));
    }

    private static String content(MatchResult literal) {
        return Stream.of(1, 2, 3)
                .map(literal::group)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("");
    }
}
