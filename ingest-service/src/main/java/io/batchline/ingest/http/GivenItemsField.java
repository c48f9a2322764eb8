package io.batchline.ingest.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batchline.contract.id.JobId;
import io.batchline.contract.source.GivenItem;
import io.batchline.http.Fields;
import io.batchline.http.Shape;
import io.batchline.ingest.batch.KnownWorkload;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads `items` of a request: URLs as texts, rows as objects, each of which may carry the caller's
/// own `job_id`. What is wrong is noted by its place, of the first ones.
final class GivenItemsField {
    static final String NAME = "items";
    static final Shape SHAPE =
            Shape.listOf(
                    Shape.anything()
                            .described(
                                    "a URL as text, or an object: the row, with `job_id` if the caller has an id of its own"),
                    GivenItemsField.MOST);

    /// Items in one request.
    static final int MOST = 10_000;

    private static final int MOST_ERRORS = 20;
    private static final int LONGEST_URL = 2_048;
    private static final int LARGEST_ROW = 64 * 1024;
    private static final String JOB_ID = "job_id";
    private static final String URL = "url";

    /// What our own ids look like: a caller's must not.
    private static final Pattern OURS =
            Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\.\\d{6,}");

    private final Fields fields;
    private final String name;
    private final Set<String> jobIds = new HashSet<>();
    private int errors;

    private GivenItemsField(Fields fields, String name) {
        this.fields = fields;
        this.name = name;
    }

    /// The items; empty when absent, or when there are none to read.
    static List<GivenItem> read(Fields fields) {
        return read(fields, NAME, false);
    }

    /// The same of a field that takes URLs only.
    static List<GivenItem> readUrls(Fields fields, String name) {
        return read(fields, name, true);
    }

    private static List<GivenItem> read(Fields fields, String name, boolean urlsOnly) {
        List<JsonNode> elements = fields.optionalList(name, MOST).orElse(List.of());
        var reading = new GivenItemsField(fields, name);
        var items = new ArrayList<GivenItem>();
        for (int at = 0; at < elements.size() && reading.errors < MOST_ERRORS; at++) {
            JsonNode element = elements.get(at);
            GivenItem item =
                    urlsOnly && !element.isTextual()
                            ? reading.refuse(
                                    at, "", "is %s: it takes a URL".formatted(shown(element)))
                            : reading.item(at, element);
            if (item != null) {
                items.add(item);
            }
        }
        return items;
    }

    static void refuseUnlessTaken(Fields fields, KnownWorkload workload) {
        if (!workload.mayBeGivenItems()) {
            fields.refuse(
                    NAME,
                    "are not taken by %s: it needs a source, so create the batch without items and upload one"
                            .formatted(workload.name()));
        }
    }

    private @Nullable GivenItem item(int at, JsonNode element) {
        if (element.isTextual()) {
            return url(at, "", element.textValue())
                    ? new GivenItem(
                            null,
                            JsonNodeFactory.instance.objectNode().put(URL, element.textValue()))
                    : null;
        }
        if (element instanceof ObjectNode row) {
            return row(at, row);
        }
        return refuse(at, "", "is %s: it takes a URL or an object".formatted(shown(element)));
    }

    private @Nullable GivenItem row(int at, ObjectNode given) {
        int length = given.toString().length();
        if (length > LARGEST_ROW) {
            return refuse(
                    at,
                    "",
                    "has %d characters as JSON: it takes at most %d"
                            .formatted(length, LARGEST_ROW));
        }
        ObjectNode row = given.deepCopy();
        JsonNode jobId = row.remove(JOB_ID);
        boolean named = jobId != null && !jobId.isNull();
        if (named && !jobId(at, jobId)) {
            return null;
        }
        JsonNode url = row.get(URL);
        if (url != null && url.isTextual() && !url(at, "." + URL, url.textValue())) {
            return null;
        }
        return new GivenItem(named ? jobId.textValue() : null, row);
    }

    private boolean jobId(int at, JsonNode given) {
        String id = given.textValue();
        String why = id == null ? "is %s: it takes a text".formatted(shown(given)) : wrong(id);
        if (why != null) {
            refuse(at, "." + JOB_ID, why);
        }
        return why == null;
    }

    private @Nullable String wrong(String id) {
        try {
            var _ = new JobId(id);
        } catch (IllegalArgumentException e) {
            return e.getMessage();
        }
        if (OURS.matcher(id).matches()) {
            return "'%s' has the form of ids that are made here: it takes any other".formatted(id);
        }
        return jobIds.add(id) ? null : "'%s' is given twice in this request".formatted(id);
    }

    private boolean url(int at, String where, String text) {
        if (text.length() <= LONGEST_URL && isWeb(text)) {
            return true;
        }
        refuse(
                at,
                where,
                "%s: it takes an http or https URL of at most %d characters"
                        .formatted(shown(JsonNodeFactory.instance.textNode(text)), LONGEST_URL));
        return false;
    }

    private static boolean isWeb(String text) {
        try {
            var uri = new URI(text);
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            return (scheme.equals("http") || scheme.equals("https")) && uri.getHost() != null;
        } catch (URISyntaxException _) {
            return false;
        }
    }

    private @Nullable GivenItem refuse(int at, String where, String why) {
        errors++;
        fields.refuse("%s[%d]%s".formatted(name, at, where), why);
        return null;
    }

    private static String shown(JsonNode value) {
        String text = value.toString();
        return text.length() > 60 ? text.substring(0, 60) + "…" : text;
    }
}
