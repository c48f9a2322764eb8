package io.batchline.gateway.sse;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

final class TicketEndTest {
    private static final Instant END = Instant.parse("2026-11-22T08:00:00Z");

    @Test
    void who_was_cut_off_just_before_the_end_may_come_back_for_it_and_not_much_later() {
        assertThat(TicketEnd.isOver(END, END)).isFalse();
        assertThat(TicketEnd.isOver(END, END.plus(TicketEnd.GRACE))).isFalse();
        assertThat(TicketEnd.isOver(END, END.plus(TicketEnd.GRACE).plusMillis(1))).isTrue();
        assertThat(TicketEnd.isOver(null, END)).isFalse();
    }
}
