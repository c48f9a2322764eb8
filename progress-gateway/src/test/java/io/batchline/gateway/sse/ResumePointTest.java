package io.batchline.gateway.sse;

import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.gateway.hub.From;
import io.batchline.gateway.hub.Vector;
import org.junit.jupiter.api.Test;

final class ResumePointTest {
    @Test
    void without_an_id_the_stream_begins_with_what_is_held() {
        assertThat(ResumePoint.of(null, null, null, 1)).isEqualTo(new From.Beginning());
        assertThat(ResumePoint.of(null, null, "all", 1)).isEqualTo(new From.Beginning());
    }

    @Test
    void the_latest_only_when_asked_for() {
        assertThat(ResumePoint.of(null, null, "latest", 1)).isEqualTo(new From.Latest());
    }

    @Test
    void the_header_goes_before_the_parameter() {
        assertThat(ResumePoint.of("12", "7", null, 1)).isEqualTo(new From.After(Vector.of(12)));
        assertThat(ResumePoint.of(null, "7", "latest", 1)).isEqualTo(new From.After(Vector.of(7)));
        assertThat(ResumePoint.of("", "7", null, 1)).isEqualTo(new From.After(Vector.of(7)));
    }

    @Test
    void an_id_that_is_not_ours_is_as_none() {
        assertThat(ResumePoint.of("x1", null, null, 1)).isEqualTo(new From.Beginning());
        assertThat(ResumePoint.of("-5", null, null, 1)).isEqualTo(new From.Beginning());
        assertThat(ResumePoint.of("99999999999999999999999", null, null, 1))
                .isEqualTo(new From.Beginning());
    }

    @Test
    void an_id_of_another_stream_is_as_none() {
        assertThat(ResumePoint.of("4.-.7", null, null, 3))
                .isEqualTo(new From.After(Vector.of(4, -1, 7)));
        assertThat(ResumePoint.of("4.-.7", null, null, 1)).isEqualTo(new From.Beginning());
        assertThat(ResumePoint.of("4", null, null, 3)).isEqualTo(new From.Beginning());
    }
}
