package io.batchline.workload.sheets;

import io.batchline.workload.archive.ArchiveIndex;
import java.util.Locale;
import java.util.Optional;

/// The folders of an archive: what lies in one, and what it inherits from those above.
///
/// @param given files that count as lying in the root folder
record ArchiveFolders(ArchiveIndex index, GivenFiles given) {
    static final String TEMPLATE = "template.json";
    static final String CONFIG = "config.json";
    static final String EVALUATION = "evaluation.json";

    /// What a picture in the folder is read by; each of the files found nearest upwards counts.
    Optional<TemplatePlace> templateFor(String folder) {
        return nearest(folder, TEMPLATE)
                .map(template -> new TemplatePlace(template, nearest(folder, EVALUATION)));
    }

    /// The nearest folder upwards, itself included, that holds a file of this name.
    Optional<String> nearest(String folder, String file) {
        String at = folder;
        while (true) {
            if (index.find(path(at, file)).isPresent() || (at.isEmpty() && given.has(file))) {
                return Optional.of(at);
            }
            if (at.isEmpty()) {
                return Optional.empty();
            }
            at = parent(at);
        }
    }

    /// The folder that a path lies in; empty for the root.
    static String parent(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }

    /// What follows the last dot, in lower case.
    static String ending(String path) {
        return path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    static String path(String folder, String file) {
        return folder.isEmpty() ? file : folder + "/" + file;
    }
}
