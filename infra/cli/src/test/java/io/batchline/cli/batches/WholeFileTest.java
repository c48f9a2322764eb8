package io.batchline.cli.batches;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
    @TempDir private Path folder;

    @Test
    void what_breaks_off_leaves_the_file_as_it_was() throws Exception {
        Path file = Files.writeString(folder.resolve("crop.png"), "before");

        assertThatThrownBy(() ->
                        WholeFile.write(
                                file,
                                out -> {
                                    out.write(1);
                                    throw new IOException("broke off");
                                }))
                .hasMessage("broke off");
        assertThat(file).hasContent("before");
        assertThat(folder).isDirectoryNotContaining(each -> each.toString().endsWith(".part"));

        WholeFile.write(file, out -> out.write("after".getBytes(StandardCharsets.UTF_8)));
        assertThat(file).hasContent("after");
    }
}
