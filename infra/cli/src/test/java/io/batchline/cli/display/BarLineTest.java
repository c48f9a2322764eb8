package io.batchline.cli.display;

import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.client.ProgressView;
import io.batchline.contract.progress.ProgressStage;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BarLineTest {
    @Test
    void a_wide_terminal_shows_all_of_it() {
        assertThat(line(running(null), 140))
                .isEqualTo(
                        "scans.zip ███████████████░░░░░░░░░░░░░░░  50.2 %  Reading sheets 40 %  40/100  2 failed  ETA 1:05  8.0/s");
    }

    @Test
    void what_is_waited_for_comes_before_numbers() {
        assertThat(line(running("no worker"), 90))
                .contains("waits: no worker")
                .doesNotContain("ETA");
    }

    @Test
    void no_line_is_wider_than_its_terminal_and_every_one_tells_how_far_it_is() {
        for (int width = 10; width < 200; width++) {
            String line = line(running("no worker has room for it"), width);
            assertThat(SafeText.width(line)).as("at %d", width).isLessThan(width);
            if (width > 24) {
                assertThat(line).as("at %d", width).contains("50.2 %");
            }
        }
    }

    @Test
    void bars_stand_below_each_other() {
        List<String> lines =
                BarLine.draw(
                        List.of(
                                new Row("a", OptionalDouble.of(0), List.of()),
                                new Row("a longer name", OptionalDouble.of(100), List.of()),
                                new Row("日本", OptionalDouble.of(50), List.of())),
                        80);
        assertThat(lines.get(0).indexOf('░')).isEqualTo(lines.get(1).indexOf('█'));
        assertThat(SafeText.width(lines.get(2))).isEqualTo(SafeText.width(lines.get(0)));
    }

    @Test
    void an_upload_of_unknown_length_has_no_percentage() {
        Row row = Row.of("-", new Transfer(3 << 20, OptionalLong.empty(), 1 << 20));
        assertThat(BarLine.draw(List.of(row), 80).getFirst())
                .contains("uploading", "3.0 MB", "1.0 MB/s")
                .doesNotContain("%");
    }

    @Test
    void times_are_told_to_the_second() {
        assertThat(Amounts.moment("2026-11-22T20:26:34.924174625Z"))
                .isEqualTo("2026-11-22T20:26:34Z");
        assertThat(Amounts.moment("never")).isEqualTo("never");
    }

    @Test
    void names_cannot_move_the_cursor() {
        Row row = new Row("\033[2Jevil\u202Ename", OptionalDouble.empty(), List.of("a\nb"));
        assertThat(BarLine.draw(List.of(row), 80).getFirst())
                .startsWith("·[2Jevil·name")
                .endsWith("a·b");
    }

    private static String line(Row row, int width) {
        return BarLine.draw(List.of(row), width).getFirst();
    }

    private static Row running(@Nullable String waitingReason) {
        return Row.of("scans.zip", view(ProgressStage.PROCESSING, 40, waitingReason));
    }

    static ProgressView view(ProgressStage stage, int percent, @Nullable String waitingReason) {
        return new ProgressView(
                stage,
                "Reading sheets",
                "%d of 100".formatted(percent),
                percent,
                stage.isTerminal() ? 100 : 50.2,
                100,
                percent,
                2,
                7,
                65.0,
                8,
                false,
                waitingReason,
                Instant.EPOCH);
    }
}
