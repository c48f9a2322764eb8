package io.batchline.gateway.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.batchline.http.JarFiles;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ModulesTest {
    private static final String PAGE =
            """
            <script type="importmap">{"imports": {"lib": "/lib/lib.js"}}</script>
                <script type="module" src="/js/main.js"></script>
            """;

    @Test
    void imports_are_found_however_they_are_written_and_comments_are_none() {
        assertThat(
                        Modules.imports(
                                """
                                // import x from './no.js';
                                import { a,
                                  b } from './many.js';
                                import * as all from "../all.js";
                                import './bare.js';
                                export { c } from './again.js';
                                export const text = 'import y from';
                                const later = () => import('./later.js');
                                """))
                .containsExactly("./many.js", "../all.js", "./bare.js", "./again.js");
        assertThat(
                        Modules.importsAtAnyTime(
                                "import './now.js'; const a = () => import('./later.js');"))
                .containsExactly("./now.js", "./later.js");
        assertThat(Modules.imports("import{h as e}from\"preact\";var t;export{t as u};"))
                .containsExactly("preact");
    }

    @Test
    void the_page_names_all_that_its_script_needs_after_its_import_map() {
        assertThat(
                        modules(
                                        Map.of(
                                                "js/main.js", "import './a/a.js'; import 'lib';",
                                                "js/a/a.js", "import '../b.js';",
                                                "js/b.js", "import './a/a.js';",
                                                "js/alone.js", "",
                                                "lib/lib.js", ""))
                                .preloadedBy(PAGE))
                .isEqualTo(
                        """
                        <script type="importmap">{"imports": {"lib": "/lib/lib.js"}}</script>
                            <link rel="modulepreload" href="/js/a/a.js">
                            <link rel="modulepreload" href="/lib/lib.js">
                            <link rel="modulepreload" href="/js/b.js">
                            <script type="module" src="/js/main.js"></script>
                        """);
    }

    @Test
    void a_module_that_is_not_there_is_named_with_who_imports_it() {
        assertThatThrownBy(() ->
                        modules(Map.of("js/main.js", "import './gone.js';")).preloadedBy(PAGE))
                .hasMessage("/js/main.js imports ./gone.js, and there is no /js/gone.js");
    }

    @Test
    void no_module_of_the_page_is_dead() {
        Map<String, byte[]> page = JarFiles.beside(Dashboard.class, "/dashboard");
        var modules = new Modules();
        modules.add("/", page);
        modules.add("/", JarFiles.beside(Dashboard.class, "/client"));
        modules.add("/lib/", JarFiles.beside(Dashboard.class, "/lib"));
        Map<String, String> names =
                Modules.names(new String(page.get("index.html"), StandardCharsets.UTF_8));

        Set<String> dead = new TreeSet<>();
        page.keySet().stream()
                .filter(file -> file.endsWith(".js"))
                .forEach(file -> dead.add("/" + file));
        dead.removeAll(modules.reachable("/js/main.js", names, Modules::importsAtAnyTime));

        assertThat(dead).isEmpty();
    }

    private static Modules modules(Map<String, String> texts) {
        var modules = new Modules();
        modules.add(
                "/",
                texts.entrySet().stream()
                        .collect(
                                Collectors.toMap(
                                        Map.Entry::getKey,
                                        text -> text.getValue().getBytes(StandardCharsets.UTF_8))));
        return modules;
    }
}
