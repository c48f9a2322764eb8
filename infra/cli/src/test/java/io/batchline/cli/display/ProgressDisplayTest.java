package io.batchline.cli.display;

import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.cli.client.ProgressView;
import io.batchline.contract.progress.ProgressStage;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ProgressDisplayTest {
    @Test
    void without_a_terminal_a_stage_has_a_line_for_each_tenth() {
        String shown = shown(false, 0, 4, 9, 12, 19, 100);

        assertThat(shown.lines()).hasSize(3);
        assertThat(shown).contains("12 of 100").doesNotContain("9 of 100");
    }

    @Test
    void on_a_terminal_all_stages_are_drawn_in_place() {
        String shown = shown(true, 0, 50);

        assertThat(shown.lines()).hasSize(18);
        assertThat(shown).contains("\033[9A").contains("organizing_qr").contains("50 of 100");
    }

    private static String shown(boolean terminal, int... percents) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        ProgressDisplay display = ProgressDisplay.on(out, terminal);
        for (int percent : percents) {
            display.show(progress(percent));
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static ProgressView progress(int percent) {
        return new ProgressView(
                ProgressStage.PROCESSING,
                "Reading sheets",
                "%d of 100".formatted(percent),
                percent,
                ProgressStage.PROCESSING.batchPercentage(percent),
                100,
                percent,
                0,
                1,
                Instant.EPOCH);
    }
}
