package io.batchline.cli.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSourceTest {
    @TempDir private Path folder;
    private Path file;
    private FileSource source;

    @BeforeEach
    void make() throws IOException {
        file = Files.writeString(folder.resolve("a.bin"), "0123456789");
        source = FileSource.of(file);
    }

    @Test
    void its_bytes_are_given_from_any_of_them_on() throws IOException {
        assertThat(source.length()).hasValue(10);
        for (int offset : new int[] {0, 1, 7, 10}) {
            try (InputStream in = source.openAt(offset)) {
                assertThat(in.readAllBytes()).asString().isEqualTo("0123456789".substring(offset));
            }
        }
    }

    @Test
    void it_is_noticed_when_it_grows_or_is_written_again_or_goes() throws IOException {
        source.requireUnchanged();

        Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(1_000_000_000)));
        assertThatThrownBy(source::requireUnchanged).isInstanceOf(ChangedSourceException.class);

        FileSource again = FileSource.of(file);
        Files.writeString(file, "0123456789+");
        Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(1_000_000_000)));
        assertThatThrownBy(again::requireUnchanged)
                .hasMessageContaining("a.bin was changed while it was sent");

        Files.delete(file);
        assertThatThrownBy(again::requireUnchanged).isInstanceOf(ChangedSourceException.class);
    }
}
