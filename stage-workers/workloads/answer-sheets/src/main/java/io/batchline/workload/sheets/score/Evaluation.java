package io.batchline.workload.sheets.score;

import io.batchline.workload.sheets.template.JsonFile;
import io.batchline.workload.sheets.template.Labels;
import io.batchline.workload.sheets.template.Settings;
import io.batchline.workload.sheets.template.SheetTemplate;
import io.batchline.workload.sheets.template.TemplateFiles;
import io.batchline.workload.sheets.template.TemplateRejected;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/// Reads `evaluation.json` and the key that it names, and checks both against the template, of all
/// of its pages.
public final class Evaluation {
    private static final String FILE = "evaluation.json";
    private static final String BONUS = "BONUS";

    private final Settings evaluation;
    private final List<SheetTemplate> pages;
    private final List<String> warnings = new ArrayList<>();

    private Evaluation(Settings evaluation, List<SheetTemplate> pages) {
        this.evaluation = evaluation;
        this.pages = pages;
    }

    /// The scoring that the files ask for; empty where there is no `evaluation.json`.
    ///
    /// @param pages of the template, one or more
    public static Optional<Scoring> read(
            TemplateFiles files, List<SheetTemplate> pages, KeyPicture picture)
            throws TemplateRejected, IOException {
        Optional<Settings> evaluation = JsonFile.read(files, FILE);
        if (evaluation.isEmpty()) {
            return Optional.empty();
        }
        KeyReader keys = new KeyReader(files, picture, pages.getFirst().emptyValue());
        AnswerKey key = keys.read(evaluation.get());
        return Optional.of(new Evaluation(evaluation.get(), pages).scoring(key));
    }

    private Scoring scoring(AnswerKey key) throws TemplateRejected {
        Map<String, Marking> sections = new HashMap<>();
        Marking otherwise = markings(key, sections);
        List<Scoring.Question> questions = new ArrayList<>();
        for (Map.Entry<String, Answer> entry : key.answers().entrySet()) {
            check(entry.getKey(), entry.getValue());
            Marking marking = sections.getOrDefault(entry.getKey(), otherwise);
            questions.add(
                    new Scoring.Question(
                            questions.size(), entry.getKey(), entry.getValue(), marking));
        }
        warnOfUnanswered(key.answers().keySet());
        boolean asTable = evaluation.object("options").flag(KeyReader.TABLE, false);
        return new Scoring(
                questions, pages.getFirst().emptyValue(), key.picture(), asTable, warnings);
    }

    private Marking markings(AnswerKey key, Map<String, Marking> sections) throws TemplateRejected {
        Settings schemes = evaluation.object("marking_schemes");
        for (Map.Entry<String, Settings> scheme : schemes.namedObjects().entrySet()) {
            if (!scheme.getKey().equals(Marking.DEFAULT)) {
                section(key, scheme.getKey(), scheme.getValue(), sections);
            }
        }
        return marking(Marking.DEFAULT, schemes.object(Marking.DEFAULT));
    }

    private void section(
            AnswerKey key, String name, Settings section, Map<String, Marking> sections)
            throws TemplateRejected {
        section.allowOnly("questions", "marking");
        Marking marking = marking(name, section.object("marking"));
        List<String> strings =
                section.required("questions").isTextual()
                        ? List.of(section.requiredText("questions"))
                        : section.texts("questions");
        for (String question : Labels.parse(section, "questions", strings)) {
            if (!key.answers().containsKey(question)) {
                throw section.reject(
                        "questions", "the key has no answer to '%s'".formatted(question));
            }
            if (sections.put(question, marking) != null) {
                throw section.reject(
                        "questions", "'%s' is in another section too".formatted(question));
            }
        }
    }

    private Marking marking(String section, Settings marking) throws TemplateRejected {
        marking.allowOnly("correct", "incorrect", "unmarked");
        double incorrect = points(marking, "incorrect");
        if (incorrect > 0 && !section.startsWith(BONUS)) {
            warnings.add(
                    "%s: section %s gives %s points for a wrong answer; a bonus section's name starts with %s"
                            .formatted(FILE, section, incorrect, BONUS));
        }
        return new Marking(
                section, points(marking, "correct"), incorrect, points(marking, "unmarked"));
    }

    private static double points(Settings marking, String key) throws TemplateRejected {
        OptionalDouble points = Points.parse(marking.required(key));
        if (points.isEmpty()) {
            throw marking.reject(key, Points.RULE);
        }
        return points.getAsDouble();
    }

    private void check(String question, Answer answer) throws TemplateRejected {
        SheetTemplate page = pageOf(question);
        List<String> parts = page.columns().parts().getOrDefault(question, List.of());
        if (page.tuning().setAsideMultiMarked()
                && answer.asksForSeveralMarks(
                        parts.stream().mapToInt(part -> longestMark(page, part)).sum())) {
            throw evaluation.reject(
                    "options",
                    "'%s' has an answer of several marks, and config.json sets sheets with several marks aside (filter_out_multimarked_files)"
                            .formatted(question));
        }
    }

    /// The one page that has the question.
    private SheetTemplate pageOf(String question) throws TemplateRejected {
        List<SheetTemplate> having =
                pages.stream()
                        .filter(page -> page.columns().parts().containsKey(question))
                        .toList();
        if (having.isEmpty()) {
            throw evaluation.reject(
                    "options",
                    "the template has no column '%s' that the key answers".formatted(question));
        }
        if (having.size() > 1) {
            throw evaluation.reject(
                    "options",
                    "'%s', which the key answers, is a column of %d pages of the template"
                            .formatted(question, having.size()));
        }
        return having.getFirst();
    }

    private static int longestMark(SheetTemplate page, String field) {
        return page.blocks().stream()
                .flatMap(block -> block.fields().stream())
                .filter(found -> found.label().equals(field))
                .flatMap(found -> found.bubbles().stream())
                .mapToInt(bubble -> bubble.value().length())
                .max()
                .orElse(0);
    }

    private void warnOfUnanswered(Set<String> answered) {
        List<String> unanswered =
                pages.stream()
                        .flatMap(page -> page.columns().parts().keySet().stream())
                        .filter(column -> column.startsWith("q") && !answered.contains(column))
                        .distinct()
                        .toList();
        if (!unanswered.isEmpty()) {
            warnings.add(FILE + ": no answer given for " + String.join(", ", unanswered));
        }
    }
}
