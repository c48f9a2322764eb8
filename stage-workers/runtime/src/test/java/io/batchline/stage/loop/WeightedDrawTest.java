package io.batchline.stage.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class WeightedDrawTest {
    private static final WeightedDraw DRAW =
            WeightedDraw.of(Map.of("urgent", 8, "high", 4, "normal", 2, "low", 1));
    private static final Map<String, Integer> PLENTY =
            Map.of("urgent", 1000, "high", 1000, "normal", 1000, "low", 1000);

    @Test
    void each_queue_is_served_as_often_as_its_weight() {
        List<String> picks = DRAW.draw(PLENTY, 150).picks();
        assertThat(Collections.frequency(picks, "urgent")).isEqualTo(80);
        assertThat(Collections.frequency(picks, "high")).isEqualTo(40);
        assertThat(Collections.frequency(picks, "normal")).isEqualTo(20);
        assertThat(Collections.frequency(picks, "low")).isEqualTo(10);
    }

    @Test
    void drawing_one_at_a_time_serves_as_drawing_all_at_once() {
        var draw = DRAW;
        var picks = new ArrayList<String>();
        for (int i = 0; i < 30; i++) {
            var drawn = draw.draw(PLENTY, 1);
            picks.addAll(drawn.picks());
            draw = drawn.next();
        }
        assertThat(picks).isEqualTo(DRAW.draw(PLENTY, 30).picks());
        assertThat(picks.subList(0, 15)).contains("low");
    }

    @Test
    void a_queue_alone_is_served_at_once_whatever_its_weight() {
        assertThat(DRAW.draw(Map.of("low", 3, "urgent", 0), 8).picks())
                .containsExactly("low", "low", "low");
    }

    @Test
    void a_queue_that_was_empty_has_saved_nothing_up() {
        // given
        var afterLowAlone = DRAW.draw(Map.of("low", 500), 500).next();

        // when
        List<String> picks = afterLowAlone.draw(PLENTY, 15).picks();

        // then
        assertThat(Collections.frequency(picks, "low")).isEqualTo(1);
    }

    @Test
    void nothing_is_drawn_from_nothing() {
        assertThat(DRAW.draw(Map.of(), 5).picks()).isEmpty();
        assertThat(DRAW.draw(PLENTY, 0).picks()).isEmpty();
    }

    @Test
    void a_weight_below_one_is_refused() {
        assertThatThrownBy(() -> WeightedDraw.of(Map.of("low", 0)))
                .hasMessage("weight 0 of low: at least 1");
    }
}
