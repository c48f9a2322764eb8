package io.batchline.gateway.sse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.contract.progress.ProgressStage;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class FrameTest {
    @Test
    void an_event_has_a_name_and_data_and_ends_with_an_empty_line() {
        assertThat(text(Frame.event("progress", "{\"a\":\"ä\"}".getBytes(UTF_8))))
                .isEqualTo("event: progress\ndata: {\"a\":\"ä\"}\n\n");
    }

    @Test
    void the_id_stands_in_a_line_of_its_own() {
        assertThat(text(Frame.id("42.-"))).isEqualTo("id: 42.-\n");
    }

    @Test
    void the_id_of_an_event_is_its_last_line() {
        var frame = new ByteArrayOutputStream();

        EventFrames.write(frame, "42", Frame.event("progress", "{}".getBytes(UTF_8)));

        assertThat(text(frame.toByteArray())).isEqualTo("event: progress\ndata: {}\nid: 42\n\n");
    }

    @Test
    void a_line_end_in_the_data_never_ends_the_event() {
        byte[] data = "a\nb\r\nc\rd\n\nevent: complete".getBytes(UTF_8);

        assertThat(text(Frame.event("progress", data)).lines())
                .containsExactly(
                        "event: progress",
                        "data: a",
                        "data: b",
                        "data: c",
                        "data: d",
                        "data: ",
                        "data: event: complete",
                        "");
    }

    @Test
    void the_time_to_the_next_try_is_in_milliseconds() {
        assertThat(text(Frame.retry(Duration.ofSeconds(2)))).isEqualTo("retry: 2000\n\n");
    }

    @Test
    void only_the_end_of_a_batch_has_another_name() {
        assertThat(Frame.eventName(ProgressStage.CLEANING)).isEqualTo("progress");
        assertThat(Frame.eventName(ProgressStage.COMPLETED)).isEqualTo("complete");
        assertThat(Frame.eventName(ProgressStage.FAILED)).isEqualTo("error");
        assertThat(Frame.eventName(ProgressStage.CANCELLED)).isEqualTo("error");
    }

    private static String text(byte[] frame) {
        return new String(frame, UTF_8);
    }
}
