package io.batchline.contract.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class InstantReaderTest {
    @Test
    void it_reads_what_an_instant_writes() {
        var chance = new SplittableRandom(7);
        for (int times = 0; times < 20_000; times++) {
            long second = chance.nextLong(-30_000_000_000L, 200_000_000_000L);
            int nano = chance.nextInt(1_000_000_000);
            int scale = List.of(1, 1_000, 1_000_000, 1_000_000_000).get(chance.nextInt(4));
            Instant at = Instant.ofEpochSecond(second, nano / scale * (long) scale);
            assertThat(InstantReader.read(at.toString())).contains(at);
        }
    }

    @Test
    void other_forms_and_times_that_there_are_not_are_left_to_the_general_parser() {
        for (String text :
                List.of(
                        "",
                        "Z",
                        "2026-11-22T09:48:23",
                        "2026-11-22T09:48:23+01:00",
                        "2026-11-22T09:48Z",
                        "2026-11-22 09:48:23Z",
                        "2026-02-29T09:48:23Z",
                        "2026-13-01T09:48:23Z",
                        "2026-11-00T09:48:23Z",
                        "2026-11-22T24:00:00Z",
                        "2026-11-22T23:59:60Z",
                        "2026-11-22T09:48:23.Z",
                        "2026-11-22T09:48:23.1234567890Z",
                        "2026-11-22T09:48:23,5Z",
                        "+12026-11-22T09:48:23Z",
                        "1700000000.5")) {
            assertThat(InstantReader.read(text)).as(text).isEqualTo(Optional.empty());
        }
    }

    @Test
    void the_mapper_reads_both() throws Exception {
        var mapper = Json.mapper();

        assertThat(mapper.readValue("\"2026-11-22T09:48:23.5Z\"", Instant.class))
                .isEqualTo(Instant.parse("2026-11-22T09:48:23.5Z"));
        assertThat(mapper.readValue("\"2026-11-22T10:48:23.5+01:00\"", Instant.class))
                .isEqualTo(Instant.parse("2026-11-22T09:48:23.5Z"));
        assertThat(mapper.readValue("1700000000.5", Instant.class))
                .isEqualTo(Instant.ofEpochSecond(1_700_000_000, 500_000_000));
    }
}
