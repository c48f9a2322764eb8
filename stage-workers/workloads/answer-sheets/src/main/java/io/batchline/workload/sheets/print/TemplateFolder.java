package io.batchline.workload.sheets.print;

import io.batchline.workload.sheets.template.TemplateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The files of a template on disk.
///
/// @param folder that its other files lie in
/// @param template the file that takes the place of `template.json`
record TemplateFolder(Path folder, Path template) implements TemplateFiles {

    /// @param path a folder with `template.json`, or a template file of any name
    static TemplateFolder of(Path path) {
        Path whole = path.toAbsolutePath().normalize();
        if (Files.isDirectory(whole)) {
            return new TemplateFolder(whole, whole.resolve("template.json"));
        }
        Path folder = whole.getParent();
        return new TemplateFolder(folder == null ? whole : folder, whole);
    }

    @Override
    public Optional<byte[]> read(String name) throws IOException {
        Path file = name.equals("template.json") ? template : folder.resolve(name);
        return Files.isRegularFile(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
    }
}
