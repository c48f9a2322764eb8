package io.batchline.gateway.hub;

import static io.batchline.contract.progress.ProgressStage.PROCESSING;
import static io.batchline.gateway.hub.Events.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class HeldEventsTest {
    @Test
    void one_more_changes_nobody_elses() {
        HeldEvents three = upTo(3);
        HeldEvents one = three.with(event(4));
        HeldEvents other = three.with(event(5));

        assertThat(positions(three)).containsExactly(1L, 2L, 3L);
        assertThat(positions(one)).containsExactly(1L, 2L, 3L, 4L);
        assertThat(positions(other)).containsExactly(1L, 2L, 3L, 5L);
        assertThat(positions(one.with(event(6)))).containsExactly(1L, 2L, 3L, 4L, 6L);
    }

    @Test
    void the_first_ones_go_however_many() {
        for (int gone = 0; gone <= 40; gone++) {
            HeldEvents rest = upTo(40).without(gone);
            assertThat(positions(rest.with(event(41))))
                    .isEqualTo(
                            IntStream.rangeClosed(gone + 1, 41).mapToObj(Long::valueOf).toList());
        }
    }

    @Test
    void nothing_is_found_outside() {
        HeldEvents rest = upTo(3).without(1);

        assertThatThrownBy(() -> rest.get(2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> rest.get(-1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(HeldEvents.of(rest)).isSameAs(rest);
    }

    private static HeldEvents upTo(int last) {
        HeldEvents events = HeldEvents.of(List.of());
        for (int position = 1; position <= last; position++) {
            events = events.with(event(position));
        }
        return events;
    }

    private static ProgressEvent event(long position) {
        return new ProgressEvent(position, at(PROCESSING, 1), false);
    }

    private static List<Long> positions(HeldEvents events) {
        return events.stream().map(ProgressEvent::position).toList();
    }
}
