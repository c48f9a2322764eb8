package io.batchline.workload.sheets;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A PDF of more than 128 MiB on a heap of half of that.
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class LargePdfIT {
    private static final int SHEETS = 70;
    private static final String HEAP = "-Xmx64m";

    @Test
    void it_is_extracted_and_read_without_ever_being_on_the_heap(@TempDir Path folder)
            throws Exception {
        // given
        Path pdf = folder.resolve("large.pdf");
        try (StreamedPdf pages = new StreamedPdf(pdf)) {
            for (int page = 1; page <= SHEETS; page++) {
                pages.page(answers(page));
            }
        }
        assertThat(Files.size(pdf)).isGreaterThan(128L << 20);

        // when
        Path said = folder.resolve("said.txt");
        Process run =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                HEAP,
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                LargePdfRun.class.getName(),
                                pdf.toString())
                        .redirectOutput(said.toFile())
                        .redirectError(folder.resolve("errors.txt").toFile())
                        .start();
        int ended;
        try {
            ended = run.waitFor();
        } finally {
            // Where the test's time is over it would go on.
            run.destroyForcibly();
        }

        // then
        assertThat(ended)
                .as(Files.readString(folder.resolve("errors.txt"), StandardCharsets.UTF_8))
                .isZero();
        assertThat(Files.readAllLines(said))
                .containsExactly(
                        SHEETS + " sheets",
                        "large.pdf#1 " + answers(1),
                        "large.pdf#36 " + answers(36),
                        "large.pdf#70 " + answers(70));
    }

    private static String answers(int page) {
        StringBuilder answers = new StringBuilder();
        for (int question = 0; question < 3; question++) {
            answers.append((char) ('A' + (page + question) % 4));
        }
        return answers.toString();
    }
}
