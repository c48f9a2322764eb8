package io.batchline.cli.submit;

import io.batchline.cli.upload.FileSource;
import io.batchline.cli.upload.StreamSource;
import io.batchline.cli.upload.ZipSource;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Makes batches of what a user names.
final class Loads {
    private static final String STANDARD_INPUT = "-";
    private static final int LONGEST_MAGIC = 8;

    /// What has many pages or files in it is a batch by itself.
    private static final List<String> WHOLE =
            List.of(".zip", ".pdf", ".tif", ".tiff", ".xlsx", ".csv");

    private final InputStream in;

    /// @param in the standard input
    Loads(InputStream in) {
        this.in = in;
    }

    /// @param inputs files, folders, or `-`
    /// @param urls a file of items, or `-`; null when there is none
    /// @param each whether every file is a batch of its own
    /// @throws IllegalArgumentException when there is nothing, or something can't be found
    List<Load> of(List<String> inputs, @Nullable String urls, boolean each) throws IOException {
        if (inputs.isEmpty() == (urls == null)) {
            throw new IllegalArgumentException(
                    "what is to be done? Name files, a folder, - for the standard input, or a list by --urls");
        }
        if (urls != null) {
            return List.of(items(urls));
        }
        List<Load> loads = new ArrayList<>();
        List<Path> loose = new ArrayList<>();
        Set<Path> named = new HashSet<>();
        for (String input : inputs) {
            Path path = Path.of(input);
            if (!named.add(path.toAbsolutePath().normalize())) {
                throw new IllegalArgumentException(input + " is named twice");
            }
            if (input.equals(STANDARD_INPUT)) {
                loads.add(standardInput());
            } else if (Files.isDirectory(path)) {
                loads.add(new Load.Source(ZipSource.ofFolder(path)));
            } else if (!Files.isRegularFile(path)) {
                throw new IllegalArgumentException("there is no file or folder " + input);
            } else if (each || isWhole(path)) {
                loads.add(new Load.Source(FileSource.of(path)));
            } else {
                loose.add(path);
            }
        }
        together(loose).ifPresent(loads::add);
        return loads;
    }

    private static Optional<Load> together(List<Path> files) throws IOException {
        return switch (files.size()) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(new Load.Source(FileSource.of(files.getFirst())));
            default ->
                    Optional.of(
                            new Load.Source(
                                    ZipSource.ofFiles(
                                            "%d files.zip".formatted(files.size()), files)));
        };
    }

    private static boolean isWhole(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return WHOLE.stream().anyMatch(name::endsWith);
    }

    private Load items(String urls) throws IOException {
        if (urls.equals(STANDARD_INPUT)) {
            return listed("standard input", in.readAllBytes());
        }
        Path file = Path.of(urls);
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("there is no file " + urls);
        }
        return listed(String.valueOf(file.getFileName()), Files.readAllBytes(file));
    }

    private static Load listed(String name, byte[] bytes) {
        return new Load.Items(
                name, ItemLines.parse(name, new String(bytes, StandardCharsets.UTF_8)));
    }

    /// A source, where its first bytes are those of one; else a list.
    private Load standardInput() throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(in);
        buffered.mark(LONGEST_MAGIC);
        byte[] first = buffered.readNBytes(LONGEST_MAGIC);
        buffered.reset();
        Optional<String> ending = ending(first);
        return ending.isPresent()
                ? new Load.Source(new StreamSource("standard input" + ending.get(), buffered))
                : listed("standard input", buffered.readAllBytes());
    }

    static Optional<String> ending(byte[] first) {
        String text = new String(first, StandardCharsets.ISO_8859_1);
        if (text.startsWith("PK\3\4") || text.startsWith("PK\5\6")) {
            return Optional.of(".zip");
        }
        if (text.startsWith("%PDF")) {
            return Optional.of(".pdf");
        }
        if (text.startsWith("\u00FF\u00D8\u00FF")) {
            return Optional.of(".jpg");
        }
        if (text.startsWith("\u0089PNG")) {
            return Optional.of(".png");
        }
        return text.startsWith("II*\0") || text.startsWith("MM\0*")
                ? Optional.of(".tif")
                : Optional.empty();
    }
}
