package io.batchline.cli.letters;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batchline.contract.topic.DeadLetter;
import io.batchline.contract.topic.Json;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Header;

/// Letters as lines.
public final class LetterForms {
    private static final JsonMapper MAPPER = Json.mapper();
    private static final String ROW = "%-9s  %-20s  %-20s  %-28s  %-30s  %-61s  %s";
    private static final int KEY = 30;
    private static final int WHY = 60;
    private static final int VALUE = 60;

    private LetterForms() {}

    /// For eyes: one line each, under a line of names.
    public static List<String> table(List<Listing.Shown> letters) {
        if (letters.isEmpty()) {
            return List.of("No dead letters.");
        }
        return Stream.concat(
                        Stream.of(
                                ROW.formatted(
                                        "POSITION",
                                        "WHEN",
                                        "REPLAYED",
                                        "FROM",
                                        "KEY",
                                        "ERROR",
                                        "VALUE")),
                        letters.stream().map(LetterForms::row))
                .toList();
    }

    private static String row(Listing.Shown shown) {
        var kept = shown.kept();
        return ROW.formatted(
                DeadLetter.Position.of(kept).toString(),
                seconds(Instant.ofEpochMilli(kept.timestamp())),
                shown.replayedAt().map(LetterForms::seconds).orElse("-"),
                shown.letter().map(LetterForms::from).orElse("-"),
                Printable.bytes(kept.key(), KEY),
                Printable.text(shown.why(), WHY),
                Printable.bytes(kept.value(), VALUE));
    }

    private static String from(DeadLetter letter) {
        var from = letter.origin();
        return "%s/%d:%d"
                .formatted(Printable.text(from.topic(), 60), from.partition(), from.offset());
    }

    private static String seconds(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /// For programs: one object each, bytes in Base64.
    public static List<String> json(List<Listing.Shown> letters) {
        return letters.stream().map(shown -> object(shown).toString()).toList();
    }

    private static ObjectNode object(Listing.Shown shown) {
        var kept = shown.kept();
        ObjectNode object =
                MAPPER.createObjectNode()
                        .put("position", DeadLetter.Position.of(kept).toString())
                        .put("at", Instant.ofEpochMilli(kept.timestamp()).toString())
                        .put("error", shown.why());
        shown.replayedAt().ifPresent(at -> object.put("replayed_at", at.toString()));
        shown.letter().ifPresent(letter -> origin(letter, object));
        return object.put("key", kept.key()).put("value", kept.value());
    }

    private static void origin(DeadLetter letter, ObjectNode object) {
        object.put("topic", letter.origin().topic())
                .put("partition", letter.origin().partition())
                .put("offset", letter.origin().offset())
                .put("written_at", letter.origin().at().toString())
                .put("attempts", letter.attempts());
        letter.replayedFrom().ifPresent(from -> object.put("replayed_from", from.toString()));
        letter.cutFrom().ifPresent(length -> object.put("cut_from", length));
        ArrayNode headers = object.putArray("headers");
        for (Header header : letter.originalHeaders()) {
            headers.addObject().put("name", header.key()).put("value", header.value());
        }
    }
}
