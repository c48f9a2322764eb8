package io.batchline.workload.sheets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The files of a template that came as a batch's options instead of in its source: each counts as
/// lying in the source's root folder, over one of the same name.
///
/// They come as text and not as objects: the order of a template's blocks means something, and
/// where options are kept the order of an object's members is lost.
///
/// @param byName text by the file's name
record GivenFiles(Map<String, String> byName) {
    private static final GivenFiles NONE = new GivenFiles(Map.of());

    /// The options that are files, without `.json`.
    static final List<String> OPTIONS = List.of("template", "evaluation", "config");

    GivenFiles {
        byName = Map.copyOf(byName);
    }

    /// @throws IllegalArgumentException naming an option that is not text
    static GivenFiles of(ObjectNode options) {
        Map<String, String> files = new LinkedHashMap<>();
        for (String option : OPTIONS) {
            JsonNode given = options.path(option);
            if (given.isTextual()) {
                files.put(option + ".json", given.textValue());
            } else if (!given.isMissingNode() && !given.isNull()) {
                throw new IllegalArgumentException(
                        "option %s is of the type %s, it takes the text of %s.json as a string"
                                .formatted(option, given.getNodeType(), option));
            }
        }
        return files.isEmpty() ? NONE : new GivenFiles(files);
    }

    /// Whether the root folder has a file of this name by an option.
    boolean has(String name) {
        return byName.containsKey(name);
    }

    Optional<byte[]> read(String name) {
        return Optional.ofNullable(byName.get(name))
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }
}
