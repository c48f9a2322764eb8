package io.batchline.workload.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.batchline.workload.archive.EntryCorrupt.Fault;
import io.batchline.workload.archive.ZipForge.Entry;
import java.util.Arrays;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.junit.jupiter.api.Test;

class EntryReaderTest {
    private static final byte[] CONTENT =
            "the same words, the same words, the same words".getBytes(UTF_8);

    @Test
    void a_stored_and_a_deflated_entry_read_back() throws Exception {
        // given
        byte[] zip =
                ZipForge.zip(
                        Entry.of("a.jpg", CONTENT),
                        Entry.deflated("b.jpg", CONTENT),
                        Entry.deflated("c.jpg", new byte[0]));

        // then
        assertThat(read(zip, "a.jpg")).isEqualTo(CONTENT);
        assertThat(read(zip, "b.jpg")).isEqualTo(CONTENT);
        assertThat(read(zip, "c.jpg")).isEmpty();
    }

    @Test
    void an_entry_reads_by_its_place_alone_after_a_preamble() throws Exception {
        // given
        byte[] zip = ZipForge.zip(Entry.of("a.jpg", CONTENT));
        byte[] shifted = new byte[zip.length + 77];
        System.arraycopy(zip, 0, shifted, 77, zip.length);

        // then
        assertThat(read(shifted, "a.jpg")).isEqualTo(CONTENT);
    }

    @Test
    void a_wrong_checksum_costs_the_entry() {
        assertThat(fault(Entry.deflated("a.jpg", CONTENT).withCrc(7))).isEqualTo(Fault.WRONG_CRC);
        assertThat(corrupt(ZipForge.zip(Entry.of("a.jpg", CONTENT).withCrc(7))))
                .hasMessageContaining("'a.jpg'")
                .hasMessageContaining("the directory says 00000007");
    }

    @Test
    void damaged_data_costs_the_entry() {
        // given
        byte[] packed = ZipForge.deflate(CONTENT);
        Arrays.fill(packed, (byte) 0xFF);

        // then
        assertThat(fault(Entry.deflated("a.jpg", CONTENT).withPacked(packed)))
                .isEqualTo(Fault.BAD_DATA);
    }

    @Test
    void an_entry_is_never_unpacked_beyond_what_it_promised() {
        assertThat(fault(Entry.deflated("a.jpg", new byte[100_000]).withSize(10)))
                .isEqualTo(Fault.WRONG_SIZE);
        assertThat(fault(Entry.deflated("a.jpg", CONTENT).withSize(CONTENT.length + 1)))
                .isEqualTo(Fault.WRONG_SIZE);
        assertThat(fault(Entry.of("a.jpg", CONTENT).withSize(10))).isEqualTo(Fault.WRONG_SIZE);
    }

    @Test
    void a_stream_that_ends_early_costs_the_entry() {
        // given
        byte[] packed = ZipForge.deflate(CONTENT);

        // then
        assertThat(
                        fault(
                                Entry.deflated("a.jpg", CONTENT)
                                        .withPacked(Arrays.copyOf(packed, packed.length / 2))))
                .isEqualTo(Fault.WRONG_SIZE);
    }

    @Test
    void a_place_without_a_header_costs_the_entry() {
        assertThat(fault(Entry.of("a.jpg", CONTENT), Entry.of("b.jpg", CONTENT).withOffset(78)))
                .isEqualTo(Fault.BAD_HEADER);
    }

    @Test
    void an_archive_cut_short_after_it_was_indexed_costs_the_entry() throws Exception {
        // given
        byte[] zip = ZipForge.zip(Entry.of("a.jpg", CONTENT));
        ArchiveEntry entry = index(zip).find("a.jpg").orElseThrow();

        // then
        for (int length : new int[] {0, 20, 50}) {
            assertThat(
                            catchThrowableOfType(
                                            EntryCorrupt.class,
                                            () ->
                                                    EntryReader.read(
                                                            new SeekableInMemoryByteChannel(
                                                                    Arrays.copyOf(zip, length)),
                                                            entry))
                                    .fault())
                    .isEqualTo(Fault.TRUNCATED);
        }
    }

    private static Fault fault(Entry... entries) {
        return corrupt(ZipForge.zip(entries)).fault();
    }

    private static EntryCorrupt corrupt(byte[] zip) {
        EntryCorrupt corrupt =
                catchThrowableOfType(
                        EntryCorrupt.class,
                        () -> {
                            for (ArchiveEntry entry : index(zip).files()) {
                                EntryReader.read(new SeekableInMemoryByteChannel(zip), entry);
                            }
                        });
        assertThat(corrupt).as("an entry should be corrupt").isNotNull();
        return corrupt;
    }

    private static byte[] read(byte[] zip, String name) throws Exception {
        return EntryReader.read(
                new SeekableInMemoryByteChannel(zip), index(zip).find(name).orElseThrow());
    }

    private static ArchiveIndex index(byte[] zip) throws Exception {
        return ArchiveIndex.read(new SeekableInMemoryByteChannel(zip), ArchiveLimits.DEFAULT);
    }
}
