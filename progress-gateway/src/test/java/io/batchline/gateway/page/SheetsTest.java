package io.batchline.gateway.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.http.JarFiles;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// All sheets of the page are always there: what one view calls a class must mean nothing in
/// another.
class SheetsTest {
    private static final Pattern SHEET =
            Pattern.compile("<link rel=\"stylesheet\" href=\"/([^\"]+)\">");
    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/", Pattern.DOTALL);
    private static final Pattern SELECTORS = Pattern.compile("([^{}]+)\\{");
    private static final Pattern FIRST_CLASS = Pattern.compile("^\\s*\\.([a-z-]+)");
    private static final Set<String> SHARED = Set.of("tokens", "base", "controls", "shell");

    /// Which view a sheet belongs to, where it is not called like it.
    private static final Map<String, String> VIEWS =
            Map.ofEntries(
                    Map.entry("stages", "batch"),
                    Map.entry("segments", "batch"),
                    Map.entry("items", "batch"),
                    Map.entry("outcome", "batch"),
                    Map.entry("selection", "batches"),
                    Map.entry("preflight", "submit"),
                    Map.entry("charts", "system"),
                    Map.entry("admin", "system"));

    private final Map<String, byte[]> page = JarFiles.beside(Dashboard.class, "/dashboard");

    @Test
    void every_sheet_of_the_page_is_linked_and_every_link_is_a_sheet() {
        assertThat(SHEET.matcher(text("index.html")).results().map(link -> link.group(1)))
                .containsExactlyInAnyOrderElementsOf(
                        page.keySet().stream().filter(file -> file.endsWith(".css")).toList());
    }

    @Test
    void no_view_styles_what_another_view_calls_the_same() {
        Map<String, Set<String>> views = new TreeMap<>();
        page.keySet().stream()
                .filter(file -> file.endsWith(".css"))
                .forEach(file -> {
                    String sheet = file.replaceFirst("^css/(.*)\\.css$", "$1");
                    for (String name : classes(text(file))) {
                        views.computeIfAbsent(name, _ -> new TreeSet<>())
                                .add(VIEWS.getOrDefault(sheet, sheet));
                    }
                });
        views.values().forEach(of -> of.removeAll(SHARED));
        views.values().removeIf(of -> of.size() < 2);

        assertThat(views).isEmpty();
    }

    private String text(String file) {
        return new String(page.getOrDefault(file, new byte[0]), StandardCharsets.UTF_8);
    }

    /// Those that its rules begin with.
    private static Set<String> classes(String sheet) {
        return SELECTORS
                .matcher(COMMENT.matcher(sheet).replaceAll(""))
                .results()
                .flatMap(rule -> Pattern.compile(",").splitAsStream(rule.group(1)))
                .flatMap(selector -> FIRST_CLASS.matcher(selector).results())
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
    }
}
