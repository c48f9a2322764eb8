package io.batchline.ingest.webhook;

import io.batchline.contract.webhook.WebhookKind;
import io.batchline.http.Fields;
import io.batchline.http.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The request for a new endpoint.
record WebhookRequest(String url, List<WebhookKind> events, @Nullable String description) {
    static final String URL = "url";
    static final String EVENTS = "events";
    static final String DESCRIPTION = "description";
    private static final int LONGEST_DESCRIPTION = 200;
    private static final List<String> KINDS =
            Arrays.stream(WebhookKind.values()).map(WebhookKind::wireId).toList();

    static final Shape EVENTS_SHAPE = Shape.listOf(Shape.words(KINDS), KINDS.size());
    static final Shape DESCRIPTION_SHAPE = Shape.text(LONGEST_DESCRIPTION);
    static final Shape SHAPE =
            Shape.object()
                    .required(URL, WebhookTarget.SHAPE)
                    .optional(EVENTS, EVENTS_SHAPE)
                    .optional(DESCRIPTION, DESCRIPTION_SHAPE);

    WebhookRequest {
        events = List.copyOf(events);
    }

    /// @throws io.batchline.http.Problem 422 with every bad field
    static WebhookRequest read(Fields fields, WebhookTarget target) {
        Optional<String> url = target.read(fields, URL);
        if (url.isEmpty() && (!fields.isGiven(URL) || fields.isNull(URL))) {
            fields.refuse(URL, "is missing");
        }
        Optional<List<WebhookKind>> events = events(fields);
        String description = description(fields);
        fields.done();
        return new WebhookRequest(
                url.orElseThrow(), events.orElse(List.of(WebhookKind.values())), description);
    }

    static @Nullable String description(Fields fields) {
        return fields.optionalText(DESCRIPTION, LONGEST_DESCRIPTION).orElse(null);
    }

    static Optional<List<WebhookKind>> events(Fields fields) {
        Optional<List<String>> words = fields.optionalTexts(EVENTS, KINDS.size());
        if (words.isEmpty()) {
            return Optional.empty();
        }
        var kinds = new LinkedHashSet<WebhookKind>();
        for (String word : words.get()) {
            Optional<WebhookKind> kind =
                    Arrays.stream(WebhookKind.values())
                            .filter(each -> each.wireId().equals(word))
                            .findFirst();
            if (kind.isEmpty()) {
                fields.refuse(
                        EVENTS, "has '%s': it takes %s".formatted(word, String.join(", ", KINDS)));
                return Optional.empty();
            }
            kinds.add(kind.get());
        }
        return Optional.of(new ArrayList<>(kinds));
    }
}
