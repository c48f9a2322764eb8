package io.batchline.gateway.hub;

import static io.batchline.contract.progress.ProgressStage.COMPLETED;
import static io.batchline.contract.progress.ProgressStage.EXTRACTING;
import static io.batchline.contract.progress.ProgressStage.PROCESSING;
import static io.batchline.contract.progress.ProgressStage.UPLOADING;
import static io.batchline.gateway.hub.Events.NOON;
import static io.batchline.gateway.hub.Events.at;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class PageTest {
    private static final Vector NOTHING = Vector.of(-1, -1);
    private static final Vector ALL = Vector.of(1000, 1000);

    private final History exam =
            History.none()
                    .with(3, at(EXTRACTING, 0), NOON)
                    .flatMap(history -> history.with(7, at(EXTRACTING, 10), NOON))
                    .orElseThrow();
    private final History audit = History.none().with(5, at(PROCESSING, 0), NOON).orElseThrow();
    private final History elsewhere =
            History.none().with(900, at(COMPLETED, 100), NOON).orElseThrow();
    private final Page page =
            Page.of(
                    List.of(
                            new Page.Part(1, "sheets", elsewhere, null, 0),
                            new Page.Part(0, "sheets", exam, null, 1),
                            new Page.Part(0, "pages", audit, null, 2)));

    @Test
    void who_begins_gets_the_newest_of_each_batch() {
        assertThat(said(page.newest(ALL))).containsExactly("5.-", "7.-", "7.900");
    }

    @Test
    void who_follows_gets_each_partition_in_its_order_so_that_every_id_says_what_was_sent() {
        Page.Rows rows = page.between(NOTHING, ALL, 2, 2);

        assertThat(said(rows)).containsExactly("3.-", "5.-", "7.-", "7.900");
        for (Page.Row row : rows.rows()) {
            Page.Rows rest = page.between(row.after(), ALL, 2, 2);
            assertThat(rest.rows()).hasSize(3 - said(rows).indexOf(row.after().toString()));
        }
    }

    @Test
    void who_comes_back_gets_what_is_newer_of_each_partition() {
        assertThat(said(page.resumed(Vector.of(5, 900), ALL))).containsExactly("7.900");
        assertThat(said(page.resumed(Vector.of(7, 5), ALL))).containsExactly("7.900");
        assertThat(said(page.resumed(ALL, ALL))).isEmpty();
    }

    @Test
    void nobody_gets_what_the_others_have_not_got_yet() {
        assertThat(said(page.between(NOTHING, Vector.of(4, -1), 2, 2))).containsExactly("3.-");
    }

    @Test
    void a_batch_that_becomes_known_late_is_shown_though_its_event_was_passed() {
        Page.Rows rows = page.between(Vector.of(6, 900), Vector.of(6, 900), 0, 2);

        // The exam's newest is still to come.
        assertThat(rows.rows()).extracting(row -> row.event().position()).containsExactly(5L);
        assertThat(said(rows)).containsExactly("6.900");
        assertThat(said(page.between(ALL, ALL, 2, 2))).isEmpty();
    }

    @Test
    void a_batch_of_which_nothing_has_happened_is_shown_and_moves_no_position() {
        ProgressEvent nothing = new ProgressEvent(Vector.NOTHING, at(UPLOADING, 0), false);
        var waiting = new Page.Part(1, "sheets", History.none(), nothing, 3);
        Page both = Page.of(List.of(new Page.Part(0, "sheets", exam, null, 1), waiting));

        assertThat(said(both.newest(ALL))).containsExactly("7.-", "7.-");
        assertThat(said(both.resumed(ALL, ALL))).containsExactly("1000.1000");
        assertThat(said(both.between(ALL, ALL, 2, 3))).containsExactly("1000.1000");
        assertThat(said(both.between(ALL, ALL, 3, 3))).isEmpty();
        assertThat(both.goingOn()).hasSize(2);
        assertThat(page.goingOn()).hasSize(2);
    }

    private static List<String> said(Page.Rows rows) {
        return rows.rows().stream().map(row -> row.after().toString()).toList();
    }
}
