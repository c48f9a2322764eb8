package io.batchline.cli.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZipSourceTest {
    @TempDir private Path folder;
    private Path scans;

    @BeforeEach
    void make() throws IOException {
        scans = Files.createDirectories(folder.resolve("scans"));
        Random random = new Random(1);
        write("b/2.jpg", bytes(random, 70_000));
        write("a.jpg", bytes(random, 10));
        write("ü.jpg", new byte[0]);
        write("b/1.jpg", bytes(random, 3));
        write(".DS_Store", new byte[1]);
        write(".git/config", new byte[1]);
    }

    @Test
    void a_folder_is_a_zip_of_its_files_in_order() throws IOException {
        Path zip = written(ZipSource.ofFolder(scans));

        try (ZipFile read = new ZipFile(zip.toFile())) {
            assertThat(read.stream().map(entry -> entry.getName()))
                    .containsExactly("a.jpg", "b/1.jpg", "b/2.jpg", "ü.jpg");
            for (var entry : Collections.list(read.entries())) {
                try (InputStream in = read.getInputStream(entry)) {
                    assertThat(in.readAllBytes())
                            .isEqualTo(Files.readAllBytes(scans.resolve(entry.getName())));
                }
            }
        }
    }

    @Test
    void its_length_is_known_before_and_any_part_of_it_can_be_made_again() throws IOException {
        ZipSource source = ZipSource.ofFolder(scans);
        byte[] all = all(source, 0);

        assertThat(source.length()).hasValue(all.length);
        for (int offset : new int[] {0, 1, 29, 30, 60, 5_000, all.length - 1, all.length}) {
            assertThat(all(ZipSource.ofFolder(scans), offset))
                    .isEqualTo(Arrays.copyOfRange(all, offset, all.length));
        }
    }

    @Test
    void it_is_known_again_until_a_file_changes() throws IOException {
        var mark = ZipSource.ofFolder(scans).mark();
        assertThat(ZipSource.ofFolder(scans).mark()).isEqualTo(mark);

        Files.setLastModifiedTime(
                scans.resolve("a.jpg"), FileTime.from(Instant.ofEpochSecond(1_000_000_000)));

        assertThat(ZipSource.ofFolder(scans).mark()).isNotEqualTo(mark);
    }

    @Test
    void a_file_that_shrinks_meanwhile_is_named() throws IOException {
        ZipSource source = ZipSource.ofFolder(scans);
        write("b/2.jpg", new byte[5]);

        assertThatThrownBy(() -> all(source, 0))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("2.jpg was changed while it was sent");
    }

    @Test
    void a_file_that_was_sent_already_and_changes_before_the_end_is_named() throws IOException {
        ZipSource source = ZipSource.ofFolder(scans);
        source.requireUnchanged();
        write("a.jpg", new byte[11]);

        assertThatThrownBy(source::requireUnchanged)
                .isInstanceOf(ChangedSourceException.class)
                .hasMessageContaining("a.jpg was changed while it was sent");
    }

    @Test
    void more_files_than_the_old_format_counts_are_no_trouble() throws IOException {
        Path empty = Files.createFile(folder.resolve("empty"));
        List<ZipMember> members =
                IntStream.range(0, 70_000)
                        .mapToObj(at -> new ZipMember("f%05d".formatted(at), empty, 0, 0))
                        .toList();
        Path zip = folder.resolve("many.zip");
        try (InputStream in = new ZipStream(members)) {
            Files.copy(in, zip);
        }

        try (ZipFile read = new ZipFile(zip.toFile())) {
            assertThat(read.size()).isEqualTo(70_000);
        }
    }

    @Test
    void headers_of_more_than_four_gigabytes_are_those_of_zip64() {
        ZipMember large = new ZipMember("x", Path.of("x"), 5L << 30, 0);

        assertThat(StoredZip.local(large, 1)).hasSize(30 + 1 + 20);
        assertThat(StoredZip.central(large, 1, 6L << 30)).hasSize(46 + 1 + 28);
        assertThat(StoredZip.end(1, 6L << 30, 75)).hasSize(22 + 76);
    }

    @Test
    void files_of_one_name_are_refused_and_so_is_an_empty_folder() throws IOException {
        Path other = Files.createDirectories(folder.resolve("other"));
        Path same = Files.createFile(other.resolve("a.jpg"));

        assertThatThrownBy(() -> ZipSource.ofFiles("x.zip", List.of(scans.resolve("a.jpg"), same)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a.jpg");
        Files.delete(same);
        assertThatThrownBy(() -> ZipSource.ofFolder(other))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no files");
    }

    private void write(String name, byte[] bytes) throws IOException {
        Path file = scans.resolve(name);
        Files.createDirectories(file.resolveSibling(""));
        Files.write(file, bytes);
    }

    private static byte[] bytes(Random random, int size) {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        return bytes;
    }

    private Path written(ZipSource source) throws IOException {
        Path zip = folder.resolve("made.zip");
        Files.write(zip, all(source, 0));
        return zip;
    }

    private static byte[] all(ZipSource source, long offset) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try (InputStream in = source.openAt(offset)) {
            in.transferTo(all);
        }
        return all.toByteArray();
    }
}
