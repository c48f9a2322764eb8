package io.batchline.workload.sheets.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A JSON object of one of the template's files, with the place where it stands, so that each
/// refusal names file, key and rule.
public final class Settings {
    private final String file;
    private final String path;
    private final ObjectNode object;
    private final Optional<Settings> above;

    Settings(String file, String path, ObjectNode object) {
        this(file, path, object, Optional.empty());
    }

    private Settings(String file, String path, ObjectNode object, Optional<Settings> above) {
        this.file = file;
        this.path = path;
        this.object = object;
        this.above = above;
    }

    /// These, and for each key that they leave out what the others say.
    Settings over(Settings others) {
        return new Settings(file, path, object, Optional.of(others));
    }

    public TemplateRejected reject(String key, String rule) {
        return new TemplateRejected(file, key.isEmpty() ? path : place(key), rule);
    }

    /// Refuses any key that is not one of these.
    public Settings allowOnly(String... keys) throws TemplateRejected {
        Set<String> allowed = Set.of(keys);
        for (String key : keys()) {
            if (!allowed.contains(key)) {
                throw reject(
                        key,
                        "is not a key of this format; allowed are "
                                + String.join(", ", allowed.stream().sorted().toList()));
            }
        }
        return this;
    }

    public List<String> keys() {
        List<String> keys = new ArrayList<>();
        object.fieldNames().forEachRemaining(keys::add);
        above.ifPresent(others ->
                others.keys().stream().filter(key -> !object.has(key)).forEach(keys::add));
        return keys;
    }

    public boolean has(String key) {
        return node(key) != null;
    }

    /// The node at a key that must be there.
    public JsonNode required(String key) throws TemplateRejected {
        JsonNode value = node(key);
        if (value == null) {
            throw reject(key, "is required");
        }
        return value;
    }

    private @Nullable JsonNode node(String key) {
        JsonNode own = object.get(key);
        return own == null && above.isPresent() ? above.get().node(key) : own;
    }

    public Settings object(String key) throws TemplateRejected {
        if (required(key) instanceof ObjectNode inner) {
            return new Settings(file, place(key), inner);
        }
        throw reject(key, "must be an object");
    }

    /// The object at a key, or an empty one where the key is absent.
    public Settings objectOrEmpty(String key) throws TemplateRejected {
        return has(key) ? object(key) : new Settings(file, place(key), object.objectNode());
    }

    /// The objects in the list at a key; empty where the key is absent.
    public List<Settings> objects(String key) throws TemplateRejected {
        List<Settings> objects = new ArrayList<>();
        for (JsonNode element : list(key)) {
            String place = place(key) + "[" + objects.size() + "]";
            if (!(element instanceof ObjectNode inner)) {
                throw new TemplateRejected(file, place, "must be an object");
            }
            objects.add(new Settings(file, place, inner));
        }
        return objects;
    }

    /// The named objects below this one, in the file's order.
    public SequencedMap<String, Settings> namedObjects() throws TemplateRejected {
        SequencedMap<String, Settings> named = new LinkedHashMap<>();
        for (String key : keys()) {
            named.put(key, object(key));
        }
        return named;
    }

    public Optional<String> text(String key) throws TemplateRejected {
        if (!has(key)) {
            return Optional.empty();
        }
        if (!required(key).isTextual()) {
            throw reject(key, "must be a string");
        }
        return Optional.of(required(key).textValue());
    }

    public String requiredText(String key) throws TemplateRejected {
        required(key);
        return text(key).orElseThrow();
    }

    /// The strings in the list at a key; empty where the key is absent.
    public List<String> texts(String key) throws TemplateRejected {
        List<String> texts = new ArrayList<>();
        for (JsonNode element : list(key)) {
            if (!element.isTextual()) {
                throw reject(key, "must be a list of strings");
            }
            texts.add(element.textValue());
        }
        return texts;
    }

    public boolean flag(String key, boolean otherwise) throws TemplateRejected {
        if (!has(key)) {
            return otherwise;
        }
        if (!required(key).isBoolean()) {
            throw reject(key, "must be true or false");
        }
        return required(key).booleanValue();
    }

    public double number(String key, double otherwise, Range range) throws TemplateRejected {
        return has(key) ? number(key, required(key), range) : otherwise;
    }

    public int whole(String key, int otherwise, Range range) throws TemplateRejected {
        return has(key) ? whole(key, required(key), range) : otherwise;
    }

    /// The two whole numbers in the list at a key.
    public Pair wholePair(String key, Pair otherwise, Range range) throws TemplateRejected {
        return has(key) ? requiredWholePair(key, range) : otherwise;
    }

    public Pair requiredWholePair(String key, Range range) throws TemplateRejected {
        JsonNode pair = pair(key);
        return new Pair(whole(key, pair.get(0), range), whole(key, pair.get(1), range));
    }

    /// So many whole numbers in the list at a key.
    public int[] requiredWholes(String key, int count, Range range) throws TemplateRejected {
        JsonNode list = required(key);
        if (!list.isArray() || list.size() != count) {
            throw reject(key, "must be a list of %d numbers".formatted(count));
        }
        int[] wholes = new int[count];
        for (int at = 0; at < count; at++) {
            wholes[at] = whole(key, list.get(at), range);
        }
        return wholes;
    }

    /// The two numbers in the list at a key, each cut to the whole number below.
    public Pair cutPair(String key, Pair otherwise, Range range) throws TemplateRejected {
        if (!has(key)) {
            return otherwise;
        }
        JsonNode pair = pair(key);
        return new Pair(
                (int) number(key, pair.get(0), range), (int) number(key, pair.get(1), range));
    }

    private JsonNode pair(String key) throws TemplateRejected {
        JsonNode pair = required(key);
        if (!pair.isArray() || pair.size() != 2) {
            throw reject(key, "must be a list of two numbers");
        }
        return pair;
    }

    private JsonNode list(String key) throws TemplateRejected {
        JsonNode list = node(key);
        if (list == null) {
            return object.arrayNode();
        }
        if (!list.isArray()) {
            throw reject(key, "must be a list");
        }
        return list;
    }

    private double number(String key, JsonNode value, Range range) throws TemplateRejected {
        if (!value.isNumber() || !range.holds(value.doubleValue())) {
            throw reject(key, "must be a number " + range + ", not " + value);
        }
        return value.doubleValue();
    }

    private int whole(String key, JsonNode value, Range range) throws TemplateRejected {
        double number = number(key, value, range);
        if (number != Math.rint(number)) {
            throw reject(key, "must be a whole number, not " + value);
        }
        return (int) number;
    }

    private String place(String key) {
        if (above.isPresent() && !object.has(key) && above.get().has(key)) {
            return above.get().place(key);
        }
        return path.isEmpty() ? key : path + "." + key;
    }

    /// Two whole numbers: a width and a height, a column and a row, or the ends of a range.
    public record Pair(int first, int second) {}

    /// The numbers from the lowest to the highest allowed, both included.
    public record Range(double lowest, double highest) {
        /// What a picture's side in pixels may be.
        public static final Range SIDE = new Range(1, 100_000);

        /// A place or a distance on the page.
        public static final Range PLACE = new Range(0, 100_000);

        public static final Range ZERO_TO_ONE = new Range(0, 1);

        boolean holds(double number) {
            return number >= lowest && number <= highest;
        }

        @Override
        public String toString() {
            return "from %s to %s".formatted(shown(lowest), shown(highest));
        }

        private static String shown(double number) {
            return number == Math.rint(number)
                    ? Long.toString((long) number)
                    : Double.toString(number);
        }
    }
}
