package io.batchline.workload.archive;

import static io.batchline.workload.archive.ArchiveIndexTest.SMALL;
import static io.batchline.workload.archive.ArchiveIndexTest.index;
import static io.batchline.workload.archive.ArchiveIndexTest.unicodePath;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.batchline.workload.archive.ZipForge.Entry;
import java.util.Arrays;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is refused of an archive, each with its rule.
class RefusedArchivesTest {
    private static final long SYMLINK = 0xA1FFL << 16;

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
    void a_unicode_name_is_checked_like_any_other() {
        // given
        byte[] harmless = "x.jpg".getBytes(UTF_8);
        Entry entry =
                Entry.stored(harmless, new byte[1])
                        .withCentralExtra(unicodePath(harmless, "../x.jpg"));

        // then
        assertThat(rule(entry)).isEqualTo(ArchiveRule.NAME_CLIMBS_OUT);
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
}
