package io.batchline.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// All files below a directory of the jar, or the folder of classes, that a class lies in: what
/// other jars have in a directory of that name is not ours to show.
public final class JarFiles {
    private JarFiles() {}

    /// By their paths from the directory on, such as `js/main.js`.
    ///
    /// @param directory as `/dashboard`
    /// @throws IllegalArgumentException where there are none
    public static Map<String, byte[]> beside(Class<?> type, String directory) {
        var files = new TreeMap<String, byte[]>();
        try {
            Path place = Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
            if (Files.isDirectory(place)) {
                read(place.resolve(directory.substring(1)), files);
            } else {
                try (FileSystem jar = FileSystems.newFileSystem(place)) {
                    read(jar.getPath(directory), files);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the files in " + directory + " can't be read", e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("a class loader's address is one", e);
        }
        if (files.isEmpty()) {
            throw new IllegalArgumentException("there are no files in " + directory);
        }
        return files;
    }

    private static void read(Path root, Map<String, byte[]> into) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            for (Path file : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
                into.put(
                        root.relativize(file).toString().replace('\\', '/'),
                        Files.readAllBytes(file));
            }
        }
    }
}
