package io.batchline.contract.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class IdsTest {
    @Test
    void ids_take_their_letters_and_nothing_else() {
        assertThat(new BatchId("aZ09_-")).hasToString("aZ09_-");
        assertThat(new JobId("aZ09_.:-")).hasToString("aZ09_.:-");
        assertThat(new WorkerId("aZ09_.-")).hasToString("aZ09_.-");
        for (String wrong :
                new String[] {"", " ", "a b", "ä", "a\n", "a/b", "a|b", "@", "[", "`"}) {
            assertThatThrownBy(() -> new BatchId(wrong)).as(wrong).hasMessageContaining("batch id");
            assertThatThrownBy(() -> new JobId(wrong)).as(wrong).hasMessageContaining("job id");
            assertThatThrownBy(() -> new WorkerId(wrong)).hasMessageContaining("worker id");
        }
    }

    @Test
    void ids_have_a_longest_form() {
        assertThat(new BatchId("b".repeat(64)).value()).hasSize(64);
        assertThatThrownBy(() -> new BatchId("b".repeat(65))).hasMessageContaining("batch id");
        assertThat(new JobId("j".repeat(128)).value()).hasSize(128);
        assertThatThrownBy(() -> new JobId("j".repeat(129))).hasMessageContaining("job id");
    }

    @Test
    void the_job_id_of_an_index_has_six_digits_or_more() {
        BatchId batch = new BatchId("b");

        assertThat(JobId.of(batch, 0)).hasToString("b.000000");
        assertThat(JobId.of(batch, 4_711)).hasToString("b.004711");
        assertThat(JobId.of(batch, 1_234_567)).hasToString("b.1234567");
    }
}
