package io.batchline.gateway.page;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Which modules import which. A browser finds a module's imports only when it has read it, so that
/// a page of small modules would wait once for each step of the longest chain: told of all of them
/// at once it fetches them at once.
final class Modules {
    private static final Pattern IMPORTED =
            Pattern.compile(
                    "(?:^|[;}\\s])(?:import|export)\\b(?:[^'\"`;()]*?\\bfrom)?\\s*[\"']([^\"']+)[\"']");
    private static final Pattern IMPORTED_LATER =
            Pattern.compile("\\bimport\\(\\s*[\"']([^\"']+)[\"']\\s*\\)");
    private static final Pattern IMPORT_MAP =
            Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL);
    private static final Pattern NAMED = Pattern.compile("\"([^\"]+)\"\\s*:\\s*\"(/[^\"]+)\"");
    private static final Pattern ENTRY =
            Pattern.compile("[ \\t]*<script type=\"module\" src=\"([^\"]+)\">");

    private final Map<String, String> texts = new HashMap<>();

    /// @param root what the paths begin with, such as `/lib/`
    void add(String root, Map<String, byte[]> files) {
        files.forEach((path, content) -> {
            if (path.endsWith(".js")) {
                texts.put(root + path, new String(content, StandardCharsets.UTF_8));
            }
        });
    }

    /// The page, with a link to each module that its script can't begin without, after its import
    /// map: once a module is asked for, browsers take no more names.
    ///
    /// @throws IllegalStateException naming the module that is not there and who imports it
    String preloadedBy(String page) {
        MatchResult entry =
                ENTRY.matcher(page)
                        .results()
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException("the page has no script"));
        Set<String> wanted = reachable(entry.group(1), names(page), Modules::imports);
        wanted.remove(entry.group(1));
        String links =
                wanted.stream()
                        .map("    <link rel=\"modulepreload\" href=\"%s\">\n"::formatted)
                        .collect(Collectors.joining());
        return page.substring(0, entry.start()) + links + page.substring(entry.start());
    }

    /// All that a module needs and itself, nearest first.
    ///
    /// @param needed what a module's text names as needed
    Set<String> reachable(
            String from, Map<String, String> names, Function<String, List<String>> needed) {
        Set<String> found = new LinkedHashSet<>(List.of(from));
        Deque<String> open = new ArrayDeque<>(found);
        while (!open.isEmpty()) {
            String module = open.remove();
            for (String name : needed.apply(texts.getOrDefault(module, ""))) {
                String path = names.getOrDefault(name, URI.create(module).resolve(name).toString());
                if (!texts.containsKey(path)) {
                    throw new IllegalStateException(
                            "%s imports %s, and there is no %s".formatted(module, name, path));
                }
                if (found.add(path)) {
                    open.add(path);
                }
            }
        }
        return found;
    }

    /// Of an import map.
    static Map<String, String> names(String page) {
        return IMPORT_MAP
                .matcher(page)
                .results()
                .flatMap(map -> NAMED.matcher(map.group(1)).results())
                .collect(Collectors.toMap(name -> name.group(1), name -> name.group(2)));
    }

    /// What a module names in its `import … from` and `export … from`.
    static List<String> imports(String module) {
        return IMPORTED.matcher(withoutComments(module))
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    /// Those and what it names in its `import(…)`, for when it is needed.
    static List<String> importsAtAnyTime(String module) {
        return Stream.concat(
                        imports(module).stream(),
                        IMPORTED_LATER
                                .matcher(withoutComments(module))
                                .results()
                                .map(found -> found.group(1)))
                .toList();
    }

    private static String withoutComments(String module) {
        return module.replaceAll("(?m)^\\s*//.*$", "").replaceAll("(?s)/\\*\\*.*?\\*/", "");
    }
}
