package io.batchline.ingest.http;

import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.JobId;
import io.batchline.http.Fields;
import io.batchline.http.Shape;
import io.batchline.ingest.batch.RetryScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The request to do failed and cancelled items again.
final class RetryRequest {
    /// So many ids fit into one record.
    static final int MOST_ITEMS = 5_000;

    private static final int LONGEST_CAUSE = 128;
    private static final String ITEMS = "items";
    private static final String CAUSE = "cause";

    static final Shape SHAPE =
            Shape.object()
                    .optional(ITEMS, Shape.listOf(Shape.text(), MOST_ITEMS))
                    .optional(CAUSE, Shape.text(LONGEST_CAUSE));

    private static final Pattern INDEX = Pattern.compile("(.*)\\.(\\d{6,9})", Pattern.DOTALL);

    private RetryRequest() {}

    /// @throws io.batchline.http.Problem 422 with every bad field
    static RetryScope read(Fields fields, KnownItems items) {
        Optional<List<String>> ids = fields.optionalTexts(ITEMS, MOST_ITEMS);
        Optional<String> cause = fields.optionalText(CAUSE, LONGEST_CAUSE);
        if (ids.isPresent() && cause.isPresent()) {
            fields.refuse(CAUSE, "can't be given beside items: it takes one of them");
        }
        List<JobId> known = new ArrayList<>();
        Map<String, JobId> found = items.findAll(ids.orElse(List.of()));
        for (String id : ids.orElse(List.of())) {
            JobId item = found.get(id);
            if (item != null) {
                known.add(item);
            } else {
                fields.refuse(ITEMS, "'%s' is not an item of this batch".formatted(shown(id)));
                break;
            }
        }
        fields.done();
        if (ids.isPresent()) {
            return new RetryScope.Items(known.stream().distinct().toList());
        }
        return cause.<RetryScope>map(RetryScope.Cause::new).orElseGet(RetryScope.Everything::new);
    }

    /// Whether it is the id of one of the batch's first `items` items.
    static boolean isItem(BatchId batch, int items, String id) {
        Matcher form = INDEX.matcher(id);
        if (!form.matches()) {
            return false;
        }
        int index = Integer.parseInt(form.group(2));
        return index < items && JobId.of(batch, index).value().equals(id);
    }

    private static String shown(String id) {
        return id.length() > 60 ? id.substring(0, 60) + "…" : id;
    }
}
