package io.batchline.cli.display;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.batchline.client.StreamEvent;
import io.batchline.contract.progress.ProgressStage;
import io.batchline.contract.topic.Json;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class BoardTest {
    private static final JsonMapper JSON = Json.mapper();

    @Test
    void plain_lines_tell_each_tenth_of_a_stage_and_the_end() {
        String shown =
                shown(
                        LineBoard::new,
                        board -> {
                            for (int percent : new int[] {0, 4, 9, 12, 19, 100}) {
                                board.sees(
                                        "a.zip",
                                        event("progress", ProgressStage.PROCESSING, percent));
                            }
                            board.sees("a.zip", event("complete", ProgressStage.COMPLETED, 100));
                        });

        assertThat(shown.lines()).hasSize(4).allMatch(line -> line.startsWith("a.zip  "));
        assertThat(shown).contains("12 of 100", "completed").doesNotContain("9 of 100", "\033");
    }

    @Test
    void bars_of_several_batches_are_drawn_in_place() {
        String shown =
                shown(
                        out -> new TerminalBoard(out, () -> 100),
                        board -> {
                            board.uploads("a.zip", new Transfer(1, OptionalLong.of(4), 1));
                            board.sees("b.zip", event("complete", ProgressStage.COMPLETED, 100));
                            board.notes("a.zip", "the upload broke");
                        });

        assertThat(shown)
                .contains("\033[1A\r\033[J", "\033[2A\r\033[J", "a.zip: the upload broke\n");
        assertThat(shown.lines().toList().getLast()).startsWith("b.zip").contains("completed");
    }

    @Test
    void the_last_state_is_drawn_even_when_it_came_too_soon() {
        String shown =
                shown(
                        out -> new TerminalBoard(out, () -> 100),
                        board -> {
                            board.uploads("a.zip", new Transfer(1, OptionalLong.of(4), 1));
                            board.uploads("a.zip", new Transfer(4, OptionalLong.of(4), 1));
                        });

        assertThat(shown).contains("100.0 %");
    }

    @Test
    void programs_get_an_object_in_each_line() throws Exception {
        String shown =
                shown(
                        JsonBoard::new,
                        board -> {
                            board.uploads("a.zip", new Transfer(1, OptionalLong.of(4), 1));
                            board.sees("a.zip", event("complete", ProgressStage.COMPLETED, 100));
                            board.notes("a.zip", "a note");
                        });

        JsonNode[] lines = shown.lines().map(BoardTest::parsed).toArray(JsonNode[]::new);
        assertThat(lines).hasSize(3);
        assertThat(lines[0].path("total_bytes").asInt()).isEqualTo(4);
        assertThat(lines[1].path("event").asText()).isEqualTo("complete");
        assertThat(lines[1].path("stage").asText()).isEqualTo("completed");
        assertThat(lines[2].path("message").asText()).isEqualTo("a note");
    }

    private static JsonNode parsed(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new AssertionError(line, e);
        }
    }

    private static StreamEvent event(String kind, ProgressStage stage, int percent) {
        try {
            String data = JSON.writeValueAsString(BarLineTest.view(stage, percent, null));
            return new StreamEvent("1", kind, data);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static String shown(Function<PrintStream, Board> made, Consumer<Board> use) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Board board = made.apply(new PrintStream(bytes, true, StandardCharsets.UTF_8))) {
            use.accept(board);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
