package io.batchline.gateway.reader;

import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.contract.id.BatchId;
import io.batchline.contract.progress.Progress;
import io.batchline.contract.progress.ProgressStage;
import io.batchline.contract.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ProgressTextTest {
    private static final BatchId BATCH = new BatchId("b1");
    private static final String WHOLE =
            """
            {"batch_id":"b1","generation":1,"stage":"processing_sheets","stage_label":"Reading","message":"m",
             "progress_percentage":50.0,"batch_percentage":16,"items_total":10,"items_processed":5,
             "items_failed":1,"items_running":2,"elapsed_seconds":1.5,"stage_elapsed_seconds":0.5,
             "throughput_per_second":10.0,"stalled":false,"timestamp":"2026-11-22T08:00:01.250Z"}\
            """;

    private final ProgressText text = new ProgressText();

    @Test
    void what_our_programs_write_is_read_as_the_contract_reads_it() throws Exception {
        var random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            Progress progress = any(random);
            byte[] bytes = Topics.PROGRESS.values().encode(progress);

            assertThat(text.read(bytes, BATCH))
                    .hasValue(progress)
                    .hasValue(Topics.PROGRESS.values().decode(bytes));
        }
    }

    @Test
    void order_and_spaces_are_free() throws Exception {
        assertThat(text.read(bytes(WHOLE), BATCH))
                .hasValue(Topics.PROGRESS.values().decode(bytes(WHOLE)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"batch_id\":\"b1\" -> \"batch_id\":\"b2\"",
                "\"generation\":1, -> ",
                "\"generation\":1 -> \"generation\":1.5",
                "\"generation\":1 -> \"generation\":99999999999",
                "\"generation\":1 -> \"generation\":1,\"generation\":2",
                "\"generation\":1 -> \"generation\":1,\"newer\":{\"a\":[1]}",
                "\"generation\":1 -> \"generation\":1,\"eta_seconds\":null",
                "processing_sheets -> polishing",
                "\"m\" -> 5",
                "50.0 -> \"50.0\"",
                "50.0 -> 500",
                "false -> 0",
                "2026-11-22T08 -> 2026-11-22T25",
                "} -> ",
                "} -> }{",
                "{ -> [{"
            })
    void anything_else_is_the_contracts_to_read_or_to_refuse(String change) {
        String[] fromTo = change.split(" -> ", -1);
        String changed = WHOLE.replace(fromTo[0], fromTo[1]);

        assertThat(changed).isNotEqualTo(WHOLE);
        assertThat(text.read(bytes(changed), BATCH)).isEmpty();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Progress any(Random random) {
        ProgressStage[] stages = ProgressStage.values();
        return new Progress(
                BATCH,
                random.nextInt(5),
                stages[random.nextInt(stages.length)],
                words(random),
                words(random),
                random.nextInt(101),
                random.nextDouble(100),
                random.nextLong(1L << 40),
                random.nextInt(100),
                random.nextInt(3),
                random.nextInt(100),
                random.nextDouble() * 1e5,
                random.nextInt(1000) / 10.0,
                random.nextBoolean() ? null : random.nextDouble() / 1e6,
                random.nextDouble() * 1e9,
                random.nextBoolean(),
                random.nextBoolean() ? null : words(random),
                time(random));
    }

    private static Instant time(Random random) {
        long second = 1_700_000_000L + random.nextInt(400_000_000);
        return switch (random.nextInt(4)) {
            case 0 -> Instant.ofEpochSecond(second);
            case 1 -> Instant.ofEpochMilli(second * 1000 + random.nextInt(1000));
            case 2 -> Instant.ofEpochSecond(second, random.nextInt(1_000_000) * 1000L);
            default -> Instant.ofEpochSecond(second, random.nextInt(1_000_000_000));
        };
    }

    private static String words(Random random) {
        return "Progress: \"%d/10\"\n".formatted(random.nextInt(11))
                + Character.toString(0x20 + random.nextInt(0x600))
                + (random.nextBoolean() ? "\uD83D\uDE00" : "\\");
    }
}
