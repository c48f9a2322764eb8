package io.batchline.cli.display;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FrameTest {
    @Test
    void the_first_frame_stands_where_the_cursor_is() {
        assertThat(Frame.over(List.of(), 80, List.of("a", "b"))).isEqualTo("a\nb\n");
    }

    @Test
    void a_later_one_stands_over_the_one_before() {
        assertThat(Frame.over(List.of("a", "b"), 80, List.of("c"))).isEqualTo("\033[2A\r\033[Jc\n");
    }

    @Test
    void a_terminal_that_became_narrower_has_broken_the_lines() {
        String line = "x".repeat(70);
        assertThat(Frame.clear(List.of(line, line), 30)).isEqualTo("\033[6A\r\033[J");
    }
}
