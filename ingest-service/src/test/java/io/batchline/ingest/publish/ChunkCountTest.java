package io.batchline.ingest.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ChunkCountTest {
    private static final OptionalLong UNSAID = OptionalLong.empty();

    @Test
    void chunks_are_counted_by_the_first_one_s_size() {
        assertThat(at(25, 100, 25)).isEqualTo("1/4");
        assertThat(at(50, 100, 25)).isEqualTo("2/4");
        assertThat(at(101, 101, 25)).isEqualTo("5/5");
    }

    @Test
    void one_that_went_on_in_the_middle_is_still_the_same_chunk() {
        assertThat(at(30, 100, 25)).isEqualTo("2/4");
        assertThat(at(50, 100, 25)).isEqualTo("2/4");
    }

    @Test
    void who_sends_all_at_once_sends_one_chunk() {
        assertThat(at(100, 100, 100)).isEqualTo("1/1");
        assertThat(ChunkCount.at(0, OptionalLong.of(0), UNSAID)).hasToString("1/1");
    }

    @Test
    void nobody_knows_of_how_many_while_the_length_is_open() {
        assertThat(ChunkCount.at(50, UNSAID, OptionalLong.of(25))).hasToString("2");
    }

    private static String at(long received, long length, long chunkSize) {
        return ChunkCount.at(received, OptionalLong.of(length), OptionalLong.of(chunkSize))
                .toString();
    }
}
