package io.batchline.workload.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.batchline.workload.archive.ZipForge.Entry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.junit.jupiter.api.Test;

class ArchiveIndexTest {
    static final ArchiveLimits SMALL = new ArchiveLimits(5, 4L << 20, 6L << 20, 100, 40);

    @Test
    void files_are_listed_in_order_without_folders_and_junk() throws Exception {
        // given
        byte[] zip =
                ZipForge.zip(
                        Entry.of("b/", new byte[0]),
                        Entry.of("b/2.jpg"),
                        Entry.of("__MACOSX/b/._2.jpg"),
                        Entry.of("b/.DS_Store"),
                        Entry.of("Thumbs.db"),
                        Entry.of("./a//1.jpg"),
                        Entry.of("win\\3.jpg"));

        // when
        ArchiveIndex index = index(zip, ArchiveLimits.DEFAULT);

        // then
        assertThat(index.files())
                .extracting(ArchiveEntry::name)
                .containsExactly("b/2.jpg", "a/1.jpg", "win/3.jpg");
        assertThat(index.ignored()).isEqualTo(3);
        assertThat(index.find("a/1.jpg")).isPresent();
        assertThat(index.find("a/2.jpg")).isEmpty();
    }

    @Test
    void one_entry_over_the_limit_costs_only_itself() throws Exception {
        // given
        byte[] zip = ZipForge.zip(Entry.of("a.jpg"), Entry.of("huge.pdf", new byte[5 << 20]));

        // when
        ArchiveIndex index = index(zip, SMALL);

        // then
        ArchiveEntry huge = index.find("huge.pdf").orElseThrow();
        assertThatThrownBy(() -> EntryReader.requireAtMost(SMALL.maxEntryBytes(), huge))
                .isInstanceOf(EntryCorrupt.class)
                .hasMessage(
                        "entry 'huge.pdf' takes 5242880 bytes, the limit is 4194304 (rule entry_too_large)");
        EntryReader.requireAtMost(SMALL.maxEntryBytes(), index.find("a.jpg").orElseThrow());
    }

    @Test
    void a_source_that_is_one_file_is_read_as_it_is() throws Exception {
        // given
        byte[] file = {1, 2, 3};
        ArchiveEntry only = ArchiveIndex.ofOneFile("a.pdf", 3).find("a.pdf").orElseThrow();

        // then
        assertThat(EntryReader.read(new SeekableInMemoryByteChannel(file), only)).isEqualTo(file);
    }

    @Test
    void names_are_decoded_by_flag_extra_field_or_guess() throws Exception {
        // given
        byte[] dos = "Pr\u00fcfung.jpg".getBytes(Charset.forName("IBM437"));
        byte[] garbled = "????.jpg".getBytes(UTF_8);

        // when
        ArchiveIndex index =
                index(
                        ZipForge.zip(
                                Entry.of("\u8003\u8bd5.jpg").withFlags(ZipForge.UTF8_FLAG),
                                Entry.of("\u0917.jpg"),
                                Entry.stored(dos, new byte[1]),
                                Entry.stored(garbled, new byte[1])
                                        .withCentralExtra(
                                                unicodePath(
                                                        garbled, "\u0442\u0435\u0441\u0442.jpg"))),
                        ArchiveLimits.DEFAULT);

        // then
        assertThat(index.files())
                .extracting(ArchiveEntry::name)
                .containsExactly(
                        "\u8003\u8bd5.jpg",
                        "\u0917.jpg",
                        "Pr\u00fcfung.jpg",
                        "\u0442\u0435\u0441\u0442.jpg");
    }

    @Test
    void zip64_archives_are_read() throws Exception {
        // given
        SeekableInMemoryByteChannel channel = new SeekableInMemoryByteChannel();
        byte[] content = "a sheet".getBytes(UTF_8);
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(channel)) {
            zip.setUseZip64(Zip64Mode.Always);
            zip.putArchiveEntry(new ZipArchiveEntry("wide.jpg"));
            zip.write(content);
            zip.closeArchiveEntry();
        }
        byte[] bytes = Arrays.copyOf(channel.array(), (int) channel.size());

        // when
        ArchiveEntry entry = index(bytes, ArchiveLimits.DEFAULT).files().iterator().next();

        // then
        assertThat(entry.size()).isEqualTo(content.length);
        assertThat(EntryReader.read(new SeekableInMemoryByteChannel(bytes), entry))
                .isEqualTo(content);
    }

    @Test
    void twelve_thousand_entries_are_indexed_in_well_under_two_seconds() throws Exception {
        // given
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int n = 0; n < 12_000; n++) {
                zip.putNextEntry(
                        new ZipEntry("scans/room-%02d/sheet-%05d.jpg".formatted(n % 40, n)));
                zip.write(n);
                zip.closeEntry();
            }
        }
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();

        // when
        ArchiveIndex index = index(bytes.toByteArray(), ArchiveLimits.DEFAULT);

        // then
        Duration spent = Duration.ofNanos(threads.getCurrentThreadCpuTime() - start);
        assertThat(index.files()).hasSize(12_000);
        assertThat(spent)
                .as("processor time, whatever else runs")
                .isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void a_failing_channel_is_no_fault_of_the_archive() {
        // given
        byte[] zip = ZipForge.zip(Entry.of("a.jpg"));
        SeekableByteChannel failing =
                new SeekableInMemoryByteChannel(zip) {
                    private int reads;

                    @Override
                    public int read(ByteBuffer into) throws IOException {
                        if (reads++ > 0) {
                            throw new IOException("the disk is gone");
                        }
                        return super.read(into);
                    }
                };

        // then
        assertThatThrownBy(() -> ArchiveIndex.read(failing, SMALL))
                .isInstanceOf(IOException.class)
                .hasMessage("the disk is gone");
    }

    static byte[] unicodePath(byte[] raw, String name) {
        byte[] utf8 = name.getBytes(UTF_8);
        ByteBuffer field = ByteBuffer.allocate(9 + utf8.length).order(ByteOrder.LITTLE_ENDIAN);
        field.putShort((short) 0x7075).putShort((short) (5 + utf8.length)).put((byte) 1);
        return field.putInt((int) ZipForge.crcOf(raw)).put(utf8).array();
    }

    static ArchiveIndex index(byte[] zip, ArchiveLimits limits)
            throws IOException, ArchiveRejected {
        return ArchiveIndex.read(new SeekableInMemoryByteChannel(zip), limits);
    }
}
