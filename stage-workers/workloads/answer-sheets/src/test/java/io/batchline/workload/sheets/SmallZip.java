package io.batchline.workload.sheets;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// A ZIP to be written, file by file.
final class SmallZip {
    private final Map<String, byte[]> files = new LinkedHashMap<>();

    SmallZip with(String name, byte[] content) {
        files.put(name, content.clone());
        return this;
    }

    SmallZip with(String name, String content) {
        return with(name, content.getBytes(StandardCharsets.UTF_8));
    }

    FileSource at(Path path) throws IOException {
        try (OutputStream out = Files.newOutputStream(path);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
                zip.closeEntry();
            }
        }
        return new FileSource(path);
    }
}
