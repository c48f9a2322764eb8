package io.batchline.workload.sheets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batchline.workload.sheets.template.ReadingWay;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// What a user may choose for a batch of sheets.
///
/// @param groupBy what groups sheets
/// @param multiMarked what becomes of sheets with several marks in a field; empty: what the
///   template's `config.json` says
/// @param reading how marks are read; empty: what the template says
/// @param given the template's files that came as options
record SheetOptions(
        GroupBy groupBy,
        Optional<MultiMarked> multiMarked,
        Optional<ReadingWay> reading,
        GivenFiles given) {
    private static final String GROUP_BY = "group_by";
    private static final String MULTI_MARKED = "multi_marked";
    private static final String READING = "reading";
    private static final List<String> KNOWN =
            Stream.concat(Stream.of(GROUP_BY, MULTI_MARKED, READING), GivenFiles.OPTIONS.stream())
                    .toList();

    /// What groups sheets. The names in lower case are the option's values.
    enum GroupBy {
        /// What the template's patterns find in the code's text; without one its text up to its
        /// last `|`, the whole text where there is none.
        QR_GROUP,
        /// The code's whole text.
        QR_TEXT,
        /// The folder that the picture lies in.
        FOLDER,
        /// Nothing.
        NONE
    }

    /// What becomes of a sheet with several marks in one field.
    enum MultiMarked {
        /// It is a result like any other.
        KEEP,
        /// It fails with the cause `multi_marked`, for a person to look at.
        SEPARATE
    }

    /// @throws IllegalArgumentException naming the option, its value and what is allowed
    static SheetOptions of(ObjectNode options) {
        options.fieldNames()
                .forEachRemaining(name -> {
                    if (!KNOWN.contains(name)) {
                        throw new IllegalArgumentException(
                                "option '%s' is not known; there are %s"
                                        .formatted(name, String.join(", ", KNOWN)));
                    }
                });
        return new SheetOptions(
                value(options, GROUP_BY, GroupBy.class).orElse(GroupBy.QR_GROUP),
                value(options, MULTI_MARKED, MultiMarked.class),
                value(options, READING, ReadingWay.class),
                GivenFiles.of(options));
    }

    static ObjectNode schema() {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("type", "object");
        schema.put("additionalProperties", false);
        ObjectNode properties = schema.putObject("properties");
        ObjectNode groupBy = property(properties, GROUP_BY, GroupBy.class);
        groupBy.put("default", wire(GroupBy.QR_GROUP));
        groupBy.put("title", "Group sheets by");
        groupBy.put(
                "description",
                "qr_group: what the template's page_id or separators find in the code, otherwise"
                        + " its text up to its last '|'; qr_text: all of its text;"
                        + " folder: the folder in the ZIP; none: no groups");
        ObjectNode multiMarked = property(properties, MULTI_MARKED, MultiMarked.class);
        multiMarked.put("title", "Sheets with several marks in one field");
        multiMarked.put(
                "description",
                "keep: they are results; separate: they fail with the cause multi_marked;"
                        + " left out: as the template's config.json says");
        ObjectNode reading = property(properties, READING, ReadingWay.class);
        reading.put("title", "How marks are read");
        reading.put(
                "description",
                "compatible: as OMRChecker reads them; native: by evidence, doubtful fields are"
                        + " shown; left out: as the template says");
        for (String file : GivenFiles.OPTIONS) {
            ObjectNode given = properties.putObject(file).put("type", "string");
            given.put("title", file + ".json");
            given.put(
                    "description",
                    "the file's text; it counts as lying in the source's root folder");
        }
        return schema;
    }

    private static <E extends Enum<E>> ObjectNode property(
            ObjectNode properties, String name, Class<E> values) {
        ObjectNode property = properties.putObject(name);
        ArrayNode allowed = property.put("type", "string").putArray("enum");
        for (E value : values.getEnumConstants()) {
            allowed.add(wire(value));
        }
        return property;
    }

    private static <E extends Enum<E>> Optional<E> value(
            ObjectNode options, String name, Class<E> values) {
        JsonNode given = options.path(name);
        if (given.isMissingNode() || given.isNull()) {
            return Optional.empty();
        }
        E[] allowed = values.getEnumConstants();
        return Optional.of(
                Arrays.stream(allowed)
                        .filter(value -> wire(value).equals(given.asText()))
                        .findFirst()
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "option %s is %s, allowed is one of %s"
                                                .formatted(
                                                        name,
                                                        given,
                                                        Arrays.stream(allowed)
                                                                .map(SheetOptions::wire)
                                                                .toList()))));
    }

    private static String wire(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
