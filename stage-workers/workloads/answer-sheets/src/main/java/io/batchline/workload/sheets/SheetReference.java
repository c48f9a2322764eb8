package io.batchline.workload.sheets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batchline.workload.archive.ArchiveEntry;
import io.batchline.workload.archive.ArchiveEntry.Compression;
import java.util.Optional;
import java.util.OptionalInt;

/// What an item carries: where the picture lies in the archive, so that a worker reads it without
/// the directory, and what it is read by.
///
/// @param page which page of the file, from 1; empty where the whole file is the sheet
/// @param template empty where no folder above the picture has one
record SheetReference(ArchiveEntry picture, OptionalInt page, Optional<TemplatePlace> template) {

    /// What people know the sheet by: the file's path, and which of its pages.
    String name() {
        return page.isPresent() ? picture.name() + "#" + page.getAsInt() : picture.name();
    }

    /// The same file's page, from 1.
    SheetReference at(int number) {
        return new SheetReference(picture, OptionalInt.of(number), template);
    }

    ObjectNode toJson() {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("entry", picture.name());
        data.put("offset", picture.headerOffset());
        data.put("packed", picture.compressedSize());
        data.put("size", picture.size());
        data.put("crc", picture.crc());
        data.put("compression", picture.compression().name());
        page.ifPresent(number -> data.put("page", number));
        template.ifPresent(place -> {
            data.put("template", place.folder());
            place.evaluation().ifPresent(folder -> data.put("evaluation", folder));
        });
        return data;
    }

    static SheetReference of(ObjectNode data) {
        ArchiveEntry picture =
                new ArchiveEntry(
                        data.required("entry").asText(),
                        Compression.valueOf(data.required("compression").asText()),
                        data.required("offset").asLong(),
                        data.required("packed").asLong(),
                        data.required("size").asLong(),
                        data.required("crc").asLong());
        return new SheetReference(
                picture,
                data.has("page")
                        ? OptionalInt.of(data.required("page").asInt())
                        : OptionalInt.empty(),
                text(data, "template")
                        .map(folder -> new TemplatePlace(folder, text(data, "evaluation"))));
    }

    private static Optional<String> text(ObjectNode data, String name) {
        return Optional.ofNullable(data.get(name)).map(JsonNode::asText);
    }
}
