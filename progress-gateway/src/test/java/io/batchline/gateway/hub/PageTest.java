package io.batchline.gateway.hub;

import static io.batchline.contract.progress.ProgressStage.COMPLETED;
import static io.batchline.contract.progress.ProgressStage.EXTRACTING;
import static io.batchline.contract.progress.ProgressStage.PROCESSING;
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
                            new Page.Part(1, "sheets", elsewhere),
                            new Page.Part(0, "sheets", exam),
                            new Page.Part(0, "pages", audit)));

    @Test
    void who_begins_gets_the_newest_of_each_batch() {
        assertThat(said(page.newest(ALL))).containsExactly("5.-", "7.-", "7.900");
    }

    @Test
    void who_follows_gets_each_partition_in_its_order_so_that_every_id_says_what_was_sent() {
        Page.Rows rows = page.between(NOTHING, ALL);

        assertThat(said(rows)).containsExactly("3.-", "5.-", "7.-", "7.900");
        for (Page.Row row : rows.rows()) {
            Page.Rows rest = page.between(row.after(), ALL);
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
        assertThat(said(page.between(NOTHING, Vector.of(4, -1)))).containsExactly("3.-");
    }

    private static List<String> said(Page.Rows rows) {
        return rows.rows().stream().map(row -> row.after().toString()).toList();
    }
}
