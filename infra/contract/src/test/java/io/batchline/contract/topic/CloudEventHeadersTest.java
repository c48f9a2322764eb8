package io.batchline.contract.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.contract.batch.BatchCommand;
import io.batchline.contract.id.BatchId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/// https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/kafka-protocol-binding.md,
/// 3.2.
class CloudEventHeadersTest {
    private static final Instant AT = Instant.parse("2026-11-22T08:00:00Z");

    @Test
    void a_record_says_what_it_is_and_what_it_is_about() {
        BatchId batch = BatchId.random();

        Map<String, String> headers = headers(start(batch));

        assertThat(headers.remove("ce_id")).isNotBlank();
        assertThat(headers)
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                "ce_specversion", "1.0",
                                "ce_source", "/ingest-service",
                                "ce_type", "io.batchline.batchcommand.start",
                                "ce_subject", batch.value(),
                                "ce_time", "2026-11-22T08:00:00Z",
                                "content-type", "application/json"));
    }

    @Test
    void each_record_has_an_id_of_its_own() {
        BatchId batch = BatchId.random();

        assertThat(headers(start(batch)).get("ce_id"))
                .isNotEqualTo(headers(start(batch)).get("ce_id"));
    }

    private static ProducerRecord<byte[], byte[]> start(BatchId batch) {
        return Topics.BATCH_COMMANDS.write(
                batch, new BatchCommand.Start(batch, AT), "ingest-service", AT);
    }

    private static Map<String, String> headers(ProducerRecord<byte[], byte[]> written) {
        var headers = new HashMap<String, String>();
        written.headers()
                .forEach(each ->
                        headers.put(each.key(), new String(each.value(), StandardCharsets.UTF_8)));
        return headers;
    }
}
