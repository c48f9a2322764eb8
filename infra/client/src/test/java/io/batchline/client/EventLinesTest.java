package io.batchline.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventLinesTest {
    @Test
    void an_event_has_its_id_its_kind_and_its_lines_of_data() {
        assertThat(read("id: 3-7", "event: progress", "data: {", "data: }", ""))
                .containsExactly(new StreamEvent("3-7", "progress", "{\n}"));
    }

    @Test
    void comments_retry_and_events_without_data_are_passed_over() {
        assertThat(read("retry: 2000", "", ": still here", "", "event: progress", "", "data:x", ""))
                .containsExactly(new StreamEvent("", "message", "x"));
    }

    @Test
    void the_last_id_stays_for_events_that_have_none() {
        assertThat(read("id: 1", "data: a", "", "data: b", ""))
                .extracting(StreamEvent::id)
                .containsExactly("1", "1");
    }

    @Test
    void an_event_that_was_cut_off_is_none() {
        assertThat(read("id: 1", "data: a")).isEmpty();
    }

    private static List<StreamEvent> read(String... lines) {
        EventLines reader = new EventLines();
        List<StreamEvent> events = new ArrayList<>();
        for (String line : lines) {
            reader.take(line).ifPresent(events::add);
        }
        return events;
    }
}
