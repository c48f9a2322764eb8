package io.batchline.system.page;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The rules of axe-core, run on what a page shows.
record Axe(String script) {
    private static final String PACKAGE = "axe-core@4.14.1";
    private static final int SECONDS = 120;
    private static final String RUN =
            """
            async () => (await axe.run()).violations
              .filter(({ impact }) => impact === 'serious' || impact === 'critical')
              .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`)
            """;

    /// Skips the test where npm can't fetch them.
    static Axe fetched() throws IOException, InterruptedException {
        Path folder = Path.of("target", "axe").toAbsolutePath();
        Path script = folder.resolve("node_modules/axe-core/axe.min.js");
        if (!Files.exists(script)) {
            Files.createDirectories(folder);
            assumeTrue(install(folder), "npm can't install " + PACKAGE);
        }
        return new Axe(Files.readString(script));
    }

    /// What is serious or critical: the rule and where. Only in a context that ignores the page's
    /// policy, which lets no script in but its own.
    @SuppressWarnings("unchecked")
    List<String> complaints(Page page) {
        page.evaluate(script);
        return (List<String>) page.evaluate(RUN);
    }

    private static boolean install(Path folder) throws InterruptedException {
        try {
            Process npm =
                    new ProcessBuilder(
                                    List.of(
                                            "npm",
                                            "install",
                                            "--no-audit",
                                            "--no-fund",
                                            "--prefix",
                                            ".",
                                            PACKAGE))
                            .directory(folder.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(folder.resolve("npm.txt").toFile())
                            .start();
            if (!npm.waitFor(SECONDS, TimeUnit.SECONDS)) {
                npm.destroyForcibly();
            }
            return npm.waitFor() == 0;
        } catch (IOException _) {
            return false;
        }
    }
}
