package io.batchline.ingest.batch;

import io.batchline.contract.id.JobId;
import io.batchline.contract.item.DoubtfulField;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Which decisions are news, and which can't be. Pure.
///
/// @param doubts the doubtful fields of the items that are decided on
/// @param decided the newest decision on each of their fields that has one
record ReviewRules(Map<Place, Doubt> doubts, Map<Place, String> decided) {
    ReviewRules {
        doubts = Map.copyOf(doubts);
        decided = Map.copyOf(decided);
    }

    /// A field of an item.
    record Place(JobId jobId, String field) {}

    /// @param index the item's
    record Doubt(int index, DoubtfulField field) {}

    /// A decision that changes something.
    ///
    /// @param before what the field counted as until now
    record News(int index, Decision decision, String before) {}

    /// The first decision that can't be, with the reason.
    Optional<ReviewOutcome.Refused> refused(List<Decision> decisions) {
        for (Decision decision : decisions) {
            Doubt doubt = doubts.get(place(decision));
            if (doubt == null) {
                return refused(
                        decision,
                        "field '%s' of item %s is in no doubt: there are %s"
                                .formatted(
                                        decision.field(),
                                        decision.jobId(),
                                        doubtsOf(decision.jobId())));
            }
            if (!doubt.field().mayRead(decision.value())) {
                return refused(
                        decision,
                        "field '%s' of item %s can't read '%s': it takes nothing, or some of %s in this order"
                                .formatted(
                                        decision.field(),
                                        decision.jobId(),
                                        decision.value(),
                                        doubt.field().choices().stream()
                                                .map(DoubtfulField.Choice::value)
                                                .collect(Collectors.joining(", "))));
            }
        }
        return Optional.empty();
    }

    /// Those that are not so already; of several on one field the last. To decide for what was read
    /// is news, too, the first time: a person has looked.
    List<News> news(List<Decision> decisions) {
        Map<Place, Decision> last = new LinkedHashMap<>();
        decisions.forEach(decision -> last.put(place(decision), decision));
        List<News> news = new ArrayList<>();
        for (Map.Entry<Place, Decision> each : last.entrySet()) {
            Doubt doubt = doubts.get(each.getKey());
            String before = decided.get(each.getKey());
            if (doubt != null && !each.getValue().value().equals(before)) {
                news.add(
                        new News(
                                doubt.index(),
                                each.getValue(),
                                before == null ? doubt.field().value() : before));
            }
        }
        return news;
    }

    /// All that counts of an item once these are written down.
    Map<String, String> all(JobId item, List<News> news) {
        Map<String, String> all = new LinkedHashMap<>();
        decided.forEach((place, value) -> {
            if (place.jobId().equals(item)) {
                all.put(place.field(), value);
            }
        });
        for (News each : news) {
            if (each.decision().jobId().equals(item)) {
                all.put(each.decision().field(), each.decision().value());
            }
        }
        return all;
    }

    private static Place place(Decision decision) {
        return new Place(decision.jobId(), decision.field());
    }

    private String doubtsOf(JobId item) {
        String fields =
                doubts.keySet().stream()
                        .filter(place -> place.jobId().equals(item))
                        .map(Place::field)
                        .sorted()
                        .collect(Collectors.joining(", "));
        return fields.isEmpty() ? "none" : fields;
    }

    private static Optional<ReviewOutcome.Refused> refused(Decision decision, String reason) {
        return Optional.of(new ReviewOutcome.Refused(decision, reason));
    }
}
