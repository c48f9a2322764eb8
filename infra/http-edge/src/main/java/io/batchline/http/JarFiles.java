package io.batchline.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// All files below a directory of the class path, whether it lies in jars or in folders.
public final class JarFiles {
    private JarFiles() {}

    /// By their paths from the directory on, such as `js/main.js`.
    ///
    /// @param directory as `/dashboard`
    /// @throws IllegalArgumentException where there are none
    public static Map<String, byte[]> below(String directory) {
        var files = new TreeMap<String, byte[]>();
        String name = directory.substring(1);
        try {
            for (URL each :
                    Collections.list(JarFiles.class.getClassLoader().getResources(name))) {
                if (each.getProtocol().equals("jar")) {
                    URI jar = URI.create(each.getPath().replaceFirst("!/.*$", ""));
                    try (FileSystem inside = FileSystems.newFileSystem(Path.of(jar))) {
                        read(inside.getPath(directory), files);
                    }
                } else {
                    read(Path.of(each.toURI()), files);
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
                String name = root.relativize(file).toString().replace('\\', '/');
                into.putIfAbsent(name, Files.readAllBytes(file));
            }
        }
    }
}
