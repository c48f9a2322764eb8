package io.batchline.cli.batches;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// A file that is there with all that belongs in it, or as it was before.
final class WholeFile {
    private WholeFile() {}

    /// What it holds.
    @FunctionalInterface
    interface Content {
        void writeTo(OutputStream file) throws IOException, InterruptedException;
    }

    /// Under another name first: a file that broke off is no result. A device or a pipe is written
    /// as it is.
    static void write(Path to, Content content) throws IOException, InterruptedException {
        if (Files.exists(to) && !Files.isRegularFile(to)) {
            fill(to, content);
            return;
        }
        Path draft = to.resolveSibling(to.getFileName() + ".part");
        try {
            fill(draft, content);
            Files.move(draft, to, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static void fill(Path file, Content content) throws IOException, InterruptedException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            content.writeTo(out);
        }
    }
}
