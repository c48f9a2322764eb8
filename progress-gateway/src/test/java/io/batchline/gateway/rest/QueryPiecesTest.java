package io.batchline.gateway.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.contract.batch.Counts;
import org.junit.jupiter.api.Test;

final class QueryPiecesTest {
    @Test
    void a_client_has_the_newest_when_one_of_its_tags_is_it() {
        assertThat(Etags.matches(null, "\"7\"")).isFalse();
        assertThat(Etags.matches("\"6\"", "\"7\"")).isFalse();
        assertThat(Etags.matches("\"6\", W/\"7\"", "\"7\"")).isTrue();
        assertThat(Etags.matches("*", "\"7\"")).isTrue();
    }

    @Test
    void an_item_in_phase_two_of_four_shows_a_half() {
        assertThat(ItemAnswer.progress("running", 2 / 4.0)).isEqualTo(0.5);
        assertThat(ItemAnswer.progress("running", 0)).isZero();
        assertThat(ItemAnswer.progress("waiting", 0)).isZero();
        assertThat(ItemAnswer.progress("failed", 0)).isEqualTo(1);
    }

    @Test
    void the_success_rate_is_of_what_has_ended() {
        assertThat(SummaryRoutes.successRate(new Counts(10, 6, 0, 0, 3, 1, 0))).isEqualTo(0.75);
        assertThat(SummaryRoutes.successRate(Counts.NONE)).isNull();
    }

    @Test
    void a_files_name_is_plain_whatever_the_batch_is_called() {
        assertThat(FileRoutes.plain("Final exam 2026, group A"))
                .isEqualTo("final-exam-2026-group-a");
        assertThat(FileRoutes.plain("\"; rm -rf /\r\nX: y")).isEqualTo("rm-rf-x-y");
        assertThat(FileRoutes.plain("試験")).isEqualTo("batch");
    }
}
