package io.batchline.ingest.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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

    @Test
    void chunks_of_parts_side_by_side_count_when_they_are_whole() {
        assertThat(over(100, part(25, 25, 25), part(20, 25, 25), part(20, 25, 25), part(0, 25, 0)))
                .isEqualTo("1/4");
        assertThat(over(100, part(25, 25, 25), part(20, 25, 25), part(25, 25, 25), part(0, 25, 0)))
                .isEqualTo("2/4");
        assertThat(over(100, part(30, 50, 10), part(49, 50, 10))).isEqualTo("7/10");
        assertThat(over(101, part(50, 50, 10), part(51, 51, 10))).isEqualTo("11/11");
    }

    @Test
    void nobody_knows_of_how_many_before_every_part_has_begun() {
        assertThat(over(100, part(25, 25, 25), part(20, 25, 25))).isEqualTo("1");
        assertThat(over(-1, part(25, 25, 25), part(25, 25, 25))).isEqualTo("2");
    }

    @Test
    void parts_without_a_byte_do_not_matter() {
        assertThat(over(10, part(0, 0, 0), part(10, 10, 10))).isEqualTo("1/1");
        assertThat(over(0, part(0, 0, 0))).isEqualTo("1/1");
    }

    private static String over(long whole, ChunkCount.Part... parts) {
        return ChunkCount.over(List.of(parts), whole < 0 ? UNSAID : OptionalLong.of(whole))
                .toString();
    }

    private static ChunkCount.Part part(long received, long length, long chunkSize) {
        return new ChunkCount.Part(
                received, length, chunkSize == 0 ? UNSAID : OptionalLong.of(chunkSize));
    }

    private static String at(long received, long length, long chunkSize) {
        return ChunkCount.at(received, OptionalLong.of(length), OptionalLong.of(chunkSize))
                .toString();
    }
}
