package io.batchline.workload.sheets.template;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;

/// The answer columns of a template: which fields make up each, and which are put out in what
/// order.
///
/// @param parts every column by name, also those not put out, with its fields in the order in which
///   their values are joined
/// @param names the columns that are put out, in order
public record Columns(
        SequencedMap<String, List<String>> parts, List<String> names, List<String> warnings) {
    public Columns {
        parts = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(parts));
        names = List.copyOf(names);
        warnings = List.copyOf(warnings);
    }

    static Columns read(Settings template, List<FieldBlock> blocks) throws TemplateRejected {
        SequencedSet<String> fields = new LinkedHashSet<>();
        blocks.forEach(block -> block.fields().forEach(field -> fields.add(field.label())));
        SequencedMap<String, List<String>> joined = joined(template, fields);
        Set<String> inside = new HashSet<>();
        joined.values().forEach(inside::addAll);
        SequencedMap<String, List<String>> parts = new LinkedHashMap<>();
        fields.stream()
                .filter(field -> !inside.contains(field))
                .forEach(field -> parts.put(field, List.of(field)));
        for (String name : joined.keySet()) {
            if (parts.put(name, joined.get(name)) != null) {
                throw template.reject(
                        "customLabels", "'%s' is also a field of its own".formatted(name));
            }
        }
        List<String> names =
                Labels.parse(template, "outputColumns", template.texts("outputColumns"));
        if (names.isEmpty()) {
            return new Columns(parts, sorted(template, parts), List.of());
        }
        return chosen(template, parts, names);
    }

    private static SequencedMap<String, List<String>> joined(Settings template, Set<String> fields)
            throws TemplateRejected {
        SequencedMap<String, List<String>> joined = new LinkedHashMap<>();
        Set<String> used = new HashSet<>();
        Settings custom = template.objectOrEmpty("customLabels");
        for (String name : custom.keys()) {
            List<String> labels = Labels.parse(custom, name, custom.texts(name));
            for (String label : labels) {
                if (!fields.contains(label)) {
                    throw custom.reject(name, "no block has a field '%s'".formatted(label));
                }
                if (!used.add(label)) {
                    throw custom.reject(
                            name,
                            "the field '%s' is in an earlier custom label too".formatted(label));
                }
            }
            joined.put(name, labels);
        }
        return joined;
    }

    private static List<String> sorted(Settings template, Map<String, List<String>> parts)
            throws TemplateRejected {
        for (String name : parts.keySet()) {
            if (!Labels.isSortable(name)) {
                throw template.reject(
                        "customLabels", "the name '%s' must not be digits only".formatted(name));
            }
        }
        return parts.keySet().stream().sorted(Labels.order()).toList();
    }

    private static Columns chosen(
            Settings template, SequencedMap<String, List<String>> parts, List<String> names)
            throws TemplateRejected {
        for (String name : names) {
            if (!parts.containsKey(name)) {
                throw template.reject("outputColumns", "no column is named '%s'".formatted(name));
            }
        }
        List<String> left = new ArrayList<>(parts.keySet());
        left.removeAll(names);
        return new Columns(
                parts,
                names,
                left.isEmpty()
                        ? List.of()
                        : List.of(
                                "template.json: outputColumns: leaves out "
                                        + String.join(", ", left)));
    }
}
