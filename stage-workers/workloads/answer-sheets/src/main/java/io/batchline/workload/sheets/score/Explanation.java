package io.batchline.workload.sheets.score;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// How a sheet's score came about, question by question in key order, as it is kept beside the
/// sheet's row: a table of `columns` and `rows`, since a large batch keeps very many of them.
///
/// @param template the path of the `template.json` that the sheet was read by
/// @param evaluation the path of the `evaluation.json` that it was scored by
/// @param keySheet whether the sheet is the picture that the key itself was read from
/// @param asTable whether `evaluation.json` asks for a table of it
/// @param places where in the whole key each question stands, from 0, where the sheet is one page
///   of several and has only some of them; else empty
public record Explanation(
        String template,
        String evaluation,
        boolean keySheet,
        boolean asTable,
        List<QuestionVerdict> verdicts,
        List<Integer> places) {
    /// The member of a row's details that holds it.
    public static final String MEMBER = "explanation";

    private static final List<String> COLUMNS =
            List.of("question", "marked", "answers", "verdict", "delta", "score", "section");

    private static final String PLACES = "places";

    /// @throws IllegalArgumentException when there are places and not one for each question
    public Explanation {
        verdicts = List.copyOf(verdicts);
        places = List.copyOf(places);
        if (!places.isEmpty() && places.size() != verdicts.size()) {
            throw new IllegalArgumentException(
                    "%d places for %d questions".formatted(places.size(), verdicts.size()));
        }
    }

    /// Of a sheet that has all questions of its key.
    public Explanation(
            String template,
            String evaluation,
            boolean keySheet,
            boolean asTable,
            List<QuestionVerdict> verdicts) {
        this(template, evaluation, keySheet, asTable, verdicts, List.of());
    }

    /// Whether the sheet has only some of the key's questions, its other pages the rest.
    public boolean isPart() {
        return !places.isEmpty();
    }

    /// How the questions of all these pages of one candidate were scored, added up once in key
    /// order, as if they were on one sheet.
    ///
    /// @param pages one or more, each a part
    public static Explanation joined(List<Explanation> pages) {
        SortedMap<Integer, QuestionVerdict> byPlace = new TreeMap<>();
        for (Explanation page : pages) {
            for (int at = 0; at < page.verdicts().size(); at++) {
                byPlace.put(page.places().get(at), page.verdicts().get(at));
            }
        }
        List<QuestionVerdict> verdicts = new ArrayList<>();
        double total = 0;
        for (QuestionVerdict verdict : byPlace.values()) {
            total += verdict.delta();
            verdicts.add(verdict.withTotal(total));
        }
        Explanation first = pages.getFirst();
        return new Explanation(
                first.template(), first.evaluation(), first.keySheet(), first.asTable(), verdicts);
    }

    public ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("template", template);
        json.put("evaluation", evaluation);
        json.put("key_sheet", keySheet);
        if (asTable) {
            json.put("table", true);
        }
        if (isPart()) {
            ArrayNode order = json.putArray(PLACES);
            places.forEach(order::add);
        }
        ArrayNode columns = json.putArray("columns");
        COLUMNS.forEach(columns::add);
        ArrayNode rows = json.putArray("rows");
        for (QuestionVerdict verdict : verdicts) {
            rows.addArray()
                    .add(verdict.question())
                    .add(verdict.marked())
                    .add(verdict.expected())
                    .add(verdict.verdict().name().toLowerCase(Locale.ROOT))
                    .add(verdict.delta())
                    .add(verdict.total())
                    .add(verdict.section());
        }
        return json;
    }

    /// The one that a row's details hold; empty where the sheet was not scored.
    ///
    /// @throws IllegalArgumentException when the member is not what [#toJson] wrote
    public static Optional<Explanation> of(ObjectNode details) {
        JsonNode json = details.path(MEMBER);
        if (json.isMissingNode()) {
            return Optional.empty();
        }
        List<QuestionVerdict> verdicts = new ArrayList<>();
        json.required("rows").forEach(row -> verdicts.add(verdict(row)));
        List<Integer> places = new ArrayList<>();
        json.path(PLACES).forEach(place -> places.add(place.asInt()));
        return Optional.of(
                new Explanation(
                        json.required("template").asText(),
                        json.required("evaluation").asText(),
                        json.required("key_sheet").asBoolean(),
                        json.path("table").asBoolean(),
                        verdicts,
                        places));
    }

    private static QuestionVerdict verdict(JsonNode row) {
        return new QuestionVerdict(
                row.required(0).asText(),
                row.required(1).asText(),
                row.required(2).asText(),
                Verdict.valueOf(row.required(3).asText().toUpperCase(Locale.ROOT)),
                row.required(4).asDouble(),
                row.required(5).asDouble(),
                row.required(6).asText());
    }
}
