package io.batchline.workload.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveIndexTest {
    private static final ArchiveLimits SMALL = new ArchiveLimits(5, 4L << 20, 6L << 20, 100, 40);
    private static final long SYMLINK = 0xA1FFL << 16;

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

    @ParameterizedTest
    @CsvSource({
        "../x.jpg, NAME_CLIMBS_OUT",
        "a/../../x.jpg, NAME_CLIMBS_OUT",
        "a\\..\\..\\x.jpg, NAME_CLIMBS_OUT",
        "a/.., NAME_CLIMBS_OUT",
        "/etc/x.jpg, NAME_ABSOLUTE",
        "\\\\host\\x.jpg, NAME_ABSOLUTE",
        "C:\\x.jpg, NAME_WITH_DRIVE",
        "c:x.jpg, NAME_WITH_DRIVE",
        "./, EMPTY_NAME",
        "more.zip, NESTED_ARCHIVE",
        "deep/More.TAR.GZ, NESTED_ARCHIVE",
        "aaaaaaaaaabbbbbbbbbbccccccccccdddddddddd.jpg, NAME_TOO_LONG",
    })
    void a_name_that_breaks_a_rule_is_refused_with_both(String name, ArchiveRule rule) {
        // when
        ArchiveRejected rejected = rejected(ZipForge.zip(Entry.of("good.jpg"), Entry.of(name)));

        // then
        assertThat(rejected.rule()).isEqualTo(rule);
        assertThat(rejected.entry()).hasValue(name);
        assertThat(rejected)
                .hasMessageContaining(name)
                .hasMessageEndingWith("(rule " + rule.id() + ")");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\0.jpg", "a\n.jpg", "\u001b[2J.jpg", "a\u0085.jpg"})
    void a_control_character_in_a_name_is_refused_and_not_repeated(String name) {
        // when
        ArchiveRejected rejected = rejected(ZipForge.zip(Entry.of(name)));

        // then
        assertThat(rejected.rule()).isEqualTo(ArchiveRule.NAME_WITH_CONTROL_CHARACTER);
        assertThat(rejected.message().chars()).noneMatch(Character::isISOControl);
        assertThat(rejected).hasMessageContaining("\\u00");
    }

    @Test
    void links_and_devices_are_refused() {
        assertThat(rule(Entry.of("l.jpg").withAttributes(SYMLINK))).isEqualTo(ArchiveRule.LINK);
        assertThat(rule(Entry.of("d.jpg").withAttributes(0x2000L << 16)))
                .isEqualTo(ArchiveRule.LINK);
    }

    @Test
    void encrypted_entries_are_refused() {
        assertThat(rule(Entry.of("e.jpg").withFlags(1))).isEqualTo(ArchiveRule.ENCRYPTED);
        assertThat(rule(Entry.of("e.jpg").withMethod(99))).isEqualTo(ArchiveRule.ENCRYPTED);
    }

    @Test
    void a_way_of_packing_that_is_not_read_is_refused() {
        assertThat(rule(Entry.of("l.jpg").withMethod(14)))
                .isEqualTo(ArchiveRule.UNSUPPORTED_METHOD);
    }

    @Test
    void a_name_that_is_there_twice_is_refused_also_when_spelled_differently() {
        assertThat(rule(Entry.of("a/b.jpg"), Entry.of("a/b.jpg")))
                .isEqualTo(ArchiveRule.DUPLICATE_NAME);
        assertThat(rule(Entry.of("a/b.jpg"), Entry.of("a\\.\\b.jpg")))
                .isEqualTo(ArchiveRule.DUPLICATE_NAME);
    }

    @Test
    void bombs_are_refused_by_ratio_and_total() {
        // given
        byte[] zeros = new byte[3 << 20];

        // then
        assertThat(rule(Entry.deflated("bomb.jpg", zeros))).isEqualTo(ArchiveRule.RATIO_TOO_HIGH);
        assertThat(rule(Entry.of("1.jpg", zeros), Entry.of("2.jpg", zeros), Entry.of("3.jpg")))
                .isEqualTo(ArchiveRule.TOTAL_TOO_LARGE);
    }

    @Test
    void the_message_of_a_bomb_names_both_sizes_and_the_limit() {
        assertThat(rejected(ZipForge.zip(Entry.of("huge.jpg", new byte[9]).withSize(5L << 20))))
                .hasMessage(
                        "entry 'huge.jpg' unpacks from 9 bytes to 5242880, the limit is 100 to 1 (rule archive_ratio_too_high)");
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
    void entries_that_share_bytes_are_refused() {
        assertThat(rule(Entry.of("a.jpg"), Entry.of("b.jpg").withOffset(0)))
                .isEqualTo(ArchiveRule.OVERLAPPING_ENTRIES);
        assertThat(rule(Entry.of("a.jpg", new byte[100]), Entry.of("b.jpg").withOffset(50)))
                .isEqualTo(ArchiveRule.OVERLAPPING_ENTRIES);
    }

    @Test
    void more_entries_than_allowed_are_refused_whatever_is_announced() {
        // given
        Entry[] six = new Entry[6];
        Arrays.setAll(six, n -> Entry.of(n + ".jpg"));

        // then
        assertThat(rejected(ZipForge.zip(six)))
                .hasMessageContaining("has 6 entries, the limit is 5");
        assertThat(rejected(ZipForge.announcing(2, six)).rule())
                .isEqualTo(ArchiveRule.TOO_MANY_ENTRIES);
    }

    @Test
    void a_directory_that_lies_about_its_length_is_refused() {
        assertThat(rejected(ZipForge.announcing(3, Entry.of("a.jpg"))).rule())
                .isEqualTo(ArchiveRule.BROKEN_DIRECTORY);
    }

    @Test
    void a_directory_out_of_proportion_is_refused_before_it_is_read() {
        // given
        byte[] fat =
                ZipForge.zip(
                        Entry.of("a.jpg").withCentralExtra(new byte[60_000]),
                        Entry.of("b.jpg").withCentralExtra(new byte[60_000]));

        // then
        assertThat(rejected(fat).rule()).isEqualTo(ArchiveRule.DIRECTORY_TOO_LARGE);
    }

    @Test
    void what_is_no_archive_is_told_from_what_is_half_of_one() {
        // given
        byte[] zip = ZipForge.zip(Entry.of("a.jpg", new byte[1000]));

        // then
        assertThat(rejected(new byte[0]).rule()).isEqualTo(ArchiveRule.EMPTY);
        assertThat(rejected("hello, not a zip".getBytes(UTF_8)).rule())
                .isEqualTo(ArchiveRule.NOT_A_ZIP);
        assertThat(rejected(new byte[100_000]).rule()).isEqualTo(ArchiveRule.NOT_A_ZIP);
        assertThat(rejected(Arrays.copyOf(zip, zip.length / 2)).rule())
                .isEqualTo(ArchiveRule.TRUNCATED);
        assertThat(rejected(Arrays.copyOf(zip, zip.length - 10)).rule())
                .isEqualTo(ArchiveRule.TRUNCATED);
        assertThat(rejected(Arrays.copyOfRange(zip, 500, zip.length)).rule())
                .isEqualTo(ArchiveRule.BROKEN_DIRECTORY);
        assertThat(rejected(ZipForge.part(1, Entry.of("a.jpg"))).rule())
                .isEqualTo(ArchiveRule.SPLIT);
    }

    @Test
    void an_archive_without_files_is_refused() {
        assertThat(rejected(ZipForge.zip()).rule()).isEqualTo(ArchiveRule.EMPTY);
        assertThat(rule(Entry.of("folder/", new byte[0]), Entry.of(".DS_Store")))
                .isEqualTo(ArchiveRule.EMPTY);
    }

    @Test
    void random_damage_to_the_directory_never_escapes_as_a_bug() throws Exception {
        // given
        byte[] good =
                ZipForge.zip(
                        Entry.of("a.jpg"),
                        Entry.deflated("b.jpg", new byte[500]),
                        Entry.of("c.jpg"));

        for (int at = 0; at < good.length; at++) {
            for (int value : new int[] {0, 0x7F, 0x80, 0xFF}) {
                byte[] bad = good.clone();
                bad[at] = (byte) value;
                try {
                    // when
                    ArchiveIndex index = index(bad, SMALL);
                    for (ArchiveEntry entry : index.files()) {
                        EntryReader.read(new SeekableInMemoryByteChannel(bad), entry);
                    }
                } catch (ArchiveRejected | EntryCorrupt expected) {
                    // then
                    assertThat(expected).hasMessageContaining("(rule ");
                }
            }
        }
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
    void a_unicode_name_is_checked_like_any_other() {
        // given
        byte[] harmless = "x.jpg".getBytes(UTF_8);
        Entry entry =
                Entry.stored(harmless, new byte[1])
                        .withCentralExtra(unicodePath(harmless, "../x.jpg"));

        // then
        assertThat(rule(entry)).isEqualTo(ArchiveRule.NAME_CLIMBS_OUT);
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

    private static byte[] unicodePath(byte[] raw, String name) {
        byte[] utf8 = name.getBytes(UTF_8);
        ByteBuffer field = ByteBuffer.allocate(9 + utf8.length).order(ByteOrder.LITTLE_ENDIAN);
        field.putShort((short) 0x7075).putShort((short) (5 + utf8.length)).put((byte) 1);
        return field.putInt((int) ZipForge.crcOf(raw)).put(utf8).array();
    }

    private static ArchiveRule rule(Entry... entries) {
        return rejected(ZipForge.zip(entries)).rule();
    }

    private static ArchiveRejected rejected(byte[] zip) {
        ArchiveRejected rejected =
                catchThrowableOfType(ArchiveRejected.class, () -> index(zip, SMALL));
        assertThat(rejected).as("the archive should be refused").isNotNull();
        return rejected;
    }

    private static ArchiveIndex index(byte[] zip, ArchiveLimits limits)
            throws IOException, ArchiveRejected {
        return ArchiveIndex.read(new SeekableInMemoryByteChannel(zip), limits);
    }
}
