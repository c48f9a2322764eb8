package io.batchline.workload.sheets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batchline.workload.Processed;
import io.batchline.workload.RowJoin;
import io.batchline.workload.sheets.score.Explanation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// One row for a candidate's sheets: file, group and code of the first item, the score over all
/// pages and the columns of all pages, in the pages' order. Pages of one template are scored by
/// their one key as one sheet; of pages with keys of their own the scores are added up. Then
/// `pages` (which there are), `page_files` (which files they are) and `page_problems`: pages that
/// are missing or there twice, and columns that pages disagree on, of which the first page's value
/// stands. Pure.
final class CandidateRow implements RowJoin {
    private static final String FILE = "file";
    private static final String SCORE = "score";
    private static final List<String> OF_SHEET = List.of(FILE, "group", "qr_text", SCORE);

    private record Page(CandidatePage which, ObjectNode row, Optional<Explanation> explanation) {
        static Page of(Processed.Completed part) {
            return new Page(
                    CandidatePage.in(part.details()),
                    part.fields(),
                    Explanation.of(part.details()).filter(Explanation::isPart));
        }

        String file() {
            return row.path(FILE).asText();
        }

        int number() {
            return which.number();
        }
    }

    @Override
    public Processed.Completed join(List<Processed.Completed> parts) {
        List<Page> pages =
                parts.stream().map(Page::of).sorted(Comparator.comparingInt(Page::number)).toList();
        List<String> problems = new ArrayList<>();
        List<Page> counted = withoutSecond(pages, problems);
        int of = lastPage(counted, problems);
        ObjectNode joined = JsonNodeFactory.instance.objectNode();
        // Of the item that the row is written for.
        parts.getFirst().fields().properties().stream()
                .filter(column -> OF_SHEET.contains(column.getKey()))
                .forEach(column -> joined.set(column.getKey(), column.getValue()));
        Optional<Explanation> explanation = explanation(counted);
        addScores(joined, counted, explanation);
        addColumns(joined, counted, problems);
        joined.put(
                own(joined, "pages"),
                "%s of %s".formatted(listed(numbers(counted)), of == 0 ? "?" : "" + of));
        joined.put(
                own(joined, "page_files"),
                counted.stream().map(Page::file).collect(Collectors.joining("; ")));
        joined.put(own(joined, "page_problems"), String.join("; ", problems));
        ObjectNode details = JsonNodeFactory.instance.objectNode();
        explanation.ifPresent(one -> details.set(Explanation.MEMBER, one.toJson()));
        return new Processed.Completed(joined, details);
    }

    /// How the score over pages that share one key came about; empty where none do.
    private static Optional<Explanation> explanation(List<Page> pages) {
        List<Explanation> parts =
                pages.stream().flatMap(page -> page.explanation().stream()).toList();
        return parts.isEmpty() ? Optional.empty() : Optional.of(Explanation.joined(parts));
    }

    private static List<Page> withoutSecond(List<Page> pages, List<String> problems) {
        Map<Integer, Page> first = new TreeMap<>();
        for (Page page : pages) {
            Page other = first.putIfAbsent(page.number(), page);
            if (other != null) {
                problems.add(
                        "page %d is there twice, %s counts and %s does not"
                                .formatted(page.number(), other.file(), page.file()));
            }
        }
        return List.copyOf(first.values());
    }

    /// How many pages there should be, 0 where no page says; says which of them are missing.
    private static int lastPage(List<Page> pages, List<String> problems) {
        List<Integer> said =
                pages.stream()
                        .map(page -> page.which().of())
                        .filter(OptionalInt::isPresent)
                        .map(OptionalInt::getAsInt)
                        .distinct()
                        .toList();
        if (said.size() > 1) {
            problems.add("pages disagree on how many there are: " + listed(said));
        }
        int of = said.stream().mapToInt(Integer::intValue).max().orElse(0);
        int last = Math.max(of, pages.getLast().number());
        List<Integer> there = numbers(pages);
        List<Integer> missing =
                IntStream.rangeClosed(1, last)
                        .boxed()
                        .filter(number -> !there.contains(number))
                        .toList();
        if (!missing.isEmpty()) {
            problems.add("missing: page %s".formatted(listed(missing)));
        }
        return of;
    }

    private static void addScores(
            ObjectNode joined, List<Page> pages, Optional<Explanation> explanation) {
        List<JsonNode> scores = pages.stream().map(page -> page.row().path(SCORE)).toList();
        if (explanation.isPresent()) {
            double sum = explanation.get().verdicts().getLast().total();
            for (Page page : pages) {
                // Nothing where the page has no question of the key, its score where it has a key
                // of its own.
                sum += page.explanation().isPresent() ? 0 : page.row().path(SCORE).asDouble();
            }
            joined.put(SCORE, sum);
        } else if (scores.stream().allMatch(JsonNode::isInt)) {
            joined.put(SCORE, scores.stream().mapToInt(JsonNode::asInt).sum());
        } else {
            double sum = 0;
            for (JsonNode score : scores) {
                sum += score.asDouble();
            }
            joined.put(SCORE, sum);
        }
    }

    private static void addColumns(ObjectNode joined, List<Page> pages, List<String> problems) {
        for (Page page : pages) {
            for (Map.Entry<String, JsonNode> column : page.row().properties()) {
                String name = column.getKey();
                JsonNode value = column.getValue();
                if (OF_SHEET.contains(name)) {
                    continue;
                }
                JsonNode before = joined.path(name);
                if (before.asText().isEmpty()) {
                    joined.set(name, value);
                } else if (!value.asText().isEmpty() && !value.equals(before)) {
                    problems.add(
                            "page %d has '%s' in %s and an earlier one '%s'"
                                    .formatted(
                                            page.number(), value.asText(), name, before.asText()));
                }
            }
        }
    }

    private static List<Integer> numbers(List<Page> pages) {
        return pages.stream().map(Page::number).toList();
    }

    private static String listed(List<Integer> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    /// The template may have a column of that name.
    private static String own(ObjectNode row, String name) {
        return row.has(name) ? "sheet_" + name : name;
    }
}
