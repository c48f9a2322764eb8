package io.batchline.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The fields of a request, each asked for once by its name and limits. What is wrong is noted, and
/// `done` refuses them all at once; until then a bad field reads as if it were absent, or as empty.
///
/// For one request, so for one thread.
public final class Fields {
    private final ObjectNode given;
    private final Set<String> asked = new HashSet<>();
    private final List<FieldError> errors = new ArrayList<>();

    Fields(ObjectNode given) {
        this.given = given;
    }

    /// A text that must be there.
    public String text(String name, int longest) {
        return optionalText(name, longest)
                .orElseGet(() -> {
                    if (errors.stream().noneMatch(error -> error.field().equals(name))) {
                        refuse(name, "is missing");
                    }
                    return "";
                });
    }

    /// A text of 1 to `longest` characters, none of them a control character.
    public Optional<String> optionalText(String name, int longest) {
        JsonNode value = take(name);
        if (value == null) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            refuse(name, "is %s: it takes a text".formatted(kind(value)));
            return Optional.empty();
        }
        String text = value.textValue();
        if (text.isBlank() || text.length() > longest) {
            refuse(
                    name,
                    "has %d characters: it takes 1 to %d, not all blank"
                            .formatted(text.length(), longest));
            return Optional.empty();
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            refuse(name, "has a control character");
            return Optional.empty();
        }
        return Optional.of(text);
    }

    /// A list of 1 to `most` texts without control characters.
    public Optional<List<String>> optionalTexts(String name, int most) {
        JsonNode value = take(name);
        if (value == null) {
            return Optional.empty();
        }
        if (!value.isArray()) {
            refuse(name, "is %s: it takes a list of texts".formatted(kind(value)));
            return Optional.empty();
        }
        if (value.isEmpty() || value.size() > most) {
            refuse(name, "has %d elements: it takes 1 to %d".formatted(value.size(), most));
            return Optional.empty();
        }
        var texts = new ArrayList<String>();
        for (JsonNode element : value) {
            if (!element.isTextual()) {
                refuse(name, "has element %s: it takes texts only".formatted(shown(element)));
                return Optional.empty();
            }
            if (element.textValue().chars().anyMatch(Character::isISOControl)) {
                refuse(name, "has element %s with a control character".formatted(shown(element)));
                return Optional.empty();
            }
            texts.add(element.textValue());
        }
        return Optional.of(texts);
    }

    /// A list of 1 to `most` elements, whatever they are; empty when absent.
    public Optional<List<JsonNode>> optionalList(String name, int most) {
        JsonNode value = take(name);
        if (value == null) {
            return Optional.empty();
        }
        if (!value.isArray()) {
            refuse(name, "is %s: it takes a list".formatted(kind(value)));
            return Optional.empty();
        }
        if (value.isEmpty() || value.size() > most) {
            refuse(name, "has %d elements: it takes 1 to %d".formatted(value.size(), most));
            return Optional.empty();
        }
        var elements = new ArrayList<JsonNode>();
        value.forEach(elements::add);
        return Optional.of(elements);
    }

    /// Whether the field is there at all, if only as null.
    public boolean isGiven(String name) {
        asked.add(name);
        return given.has(name);
    }

    /// Whether the field is there, as null.
    public boolean isNull(String name) {
        asked.add(name);
        return given.path(name).isNull();
    }

    /// A whole number.
    public OptionalInt optionalInteger(String name, int least, int most) {
        JsonNode value = take(name);
        if (value == null) {
            return OptionalInt.empty();
        }
        if (!value.isIntegralNumber()
                || !value.canConvertToInt()
                || value.intValue() < least
                || value.intValue() > most) {
            refuse(
                    name,
                    "is %s: it takes a whole number from %d to %d"
                            .formatted(shown(value), least, most));
            return OptionalInt.empty();
        }
        return OptionalInt.of(value.intValue());
    }

    /// A text of at most `longest` characters, none of them a control character, that must be there
    /// and may be empty.
    public String anyText(String name, int longest) {
        JsonNode value = take(name);
        if (value == null
                || !value.isTextual()
                || value.textValue().length() > longest
                || value.textValue().chars().anyMatch(Character::isISOControl)) {
            refuse(
                    name,
                    "is %s: it takes a text of 0 to %d characters without control characters"
                            .formatted(value == null ? "missing" : shown(value), longest));
            return "";
        }
        return value.textValue();
    }

    /// `true` or `false`; false when absent.
    public boolean flag(String name) {
        JsonNode value = take(name);
        if (value != null && !value.isBoolean()) {
            refuse(name, "is %s: it takes true or false".formatted(shown(value)));
        }
        return value != null && value.asBoolean();
    }

    /// A list of 1 to `most` objects, each read by itself; empty when absent. What is wrong in one
    /// is named with its place, for example `decisions[2].field`.
    public <T> List<T> objects(String name, int most, Function<Fields, T> reader) {
        JsonNode value = take(name);
        if (value == null) {
            return List.of();
        }
        if (!value.isArray() || value.isEmpty() || value.size() > most) {
            refuse(name, "is %s: it takes a list of 1 to %d objects".formatted(shown(value), most));
            return List.of();
        }
        var read = new ArrayList<T>();
        for (JsonNode element : value) {
            if (!(element instanceof ObjectNode object)) {
                refuse(name, "has element %s: it takes objects only".formatted(shown(element)));
                return List.of();
            }
            var fields = new Fields(object);
            T one = reader.apply(fields);
            fields.refuseUnknown();
            String place = "%s[%d].".formatted(name, read.size());
            fields.errors.forEach(error -> refuse(place + error.field(), error.message()));
            read.add(one);
        }
        return read;
    }

    /// One of a few words.
    public <T> Optional<T> optionalChoice(String name, Map<String, T> choices) {
        JsonNode value = take(name);
        if (value == null) {
            return Optional.empty();
        }
        T chosen = value.isTextual() ? choices.get(value.textValue()) : null;
        if (chosen == null) {
            refuse(
                    name,
                    "is %s: it takes %s"
                            .formatted(
                                    shown(value),
                                    choices.keySet().stream()
                                            .sorted()
                                            .collect(Collectors.joining(", "))));
        }
        return Optional.ofNullable(chosen);
    }

    /// An object of at most `mostCharacters` as JSON; an empty one when absent.
    public ObjectNode object(String name, int mostCharacters) {
        JsonNode value = take(name);
        if (value instanceof ObjectNode object) {
            int length = object.toString().length();
            if (length <= mostCharacters) {
                return object;
            }
            refuse(
                    name,
                    "has %d characters as JSON: it takes at most %d"
                            .formatted(length, mostCharacters));
        } else if (value != null) {
            refuse(name, "is %s: it takes an object".formatted(kind(value)));
        }
        return JsonNodeFactory.instance.objectNode();
    }

    /// Notes what a room's own check found.
    public void refuse(String name, String message) {
        errors.add(new FieldError(name, message));
    }

    /// Whether nothing was wrong so far.
    public boolean isClean() {
        return errors.isEmpty();
    }

    /// @throws Problem 422 naming every bad field, and every one that nobody asked for
    public void done() {
        refuseUnknown();
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
    }

    private void refuseUnknown() {
        for (String name : (Iterable<String>) given::fieldNames) {
            if (!asked.contains(name)) {
                refuse(
                        name,
                        "is not a field here: there are "
                                + asked.stream().sorted().collect(Collectors.joining(", ")));
            }
        }
    }

    private @org.jspecify.annotations.Nullable JsonNode take(String name) {
        asked.add(name);
        JsonNode value = given.get(name);
        return value == null || value.isNull() ? null : value;
    }

    private static String shown(JsonNode value) {
        String text = value.toString();
        return text.length() > 60 ? text.substring(0, 60) + "…" : text;
    }

    private static String kind(JsonNode value) {
        return "of type " + value.getNodeType().name().toLowerCase(java.util.Locale.ROOT);
    }
}
