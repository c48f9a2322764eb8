package io.batchline.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batchline.contract.topic.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The counts of all sets beside the goals.
///
/// @param sets read natively
/// @param samples the shared samples, read compatibly; empty of sheets where they are not here
record AccuracyFigures(List<AccuracyCount> sets, AccuracyCount samples) {
    private static final double CLEAN_RIGHT = 0.9999;
    private static final double DEGRADED_RIGHT = 0.999;
    private static final double MOST_FLAGGED = 0.01;
    private static final double DEGRADED_CODES = 0.995;
    private static final String ROW = "%-28s %7s %7s %8s %7s %10s %8s %9s";

    AccuracyFigures {
        sets = List.copyOf(sets);
    }

    /// One goal and whether it is met.
    record Goal(String text, boolean met) {}

    List<Goal> goals() {
        AccuracyCount clean = sum("clean", true);
        AccuracyCount degraded = sum("degraded", false);
        List<Goal> goals = new ArrayList<>();
        goals.add(goal("fields of clean sets right", clean.right(), CLEAN_RIGHT));
        goals.add(goal("fields of degraded sets right", degraded.right(), DEGRADED_RIGHT));
        goals.add(
                new Goal(
                        "wrong and unflagged: %d (goal 0)"
                                .formatted(clean.unflagged() + degraded.unflagged()),
                        clean.unflagged() + degraded.unflagged() == 0));
        AccuracyCount all = clean.plus(degraded);
        goals.add(
                new Goal(
                        "flagged: %s (goal at most %s)"
                                .formatted(percent(all.flaggedShare()), percent(MOST_FLAGGED)),
                        all.flaggedShare() <= MOST_FLAGGED));
        goals.add(goal("QR codes of clean sets found", clean.codesShare(), 1));
        goals.add(goal("QR codes of degraded sets found", degraded.codesShare(), DEGRADED_CODES));
        if (samples.sheets() > 0) {
            goals.add(goal("fields of the shared samples as recorded", samples.right(), 1));
        }
        return goals;
    }

    private static Goal goal(String what, double share, double wanted) {
        return new Goal(
                "%s: %s (goal %s)".formatted(what, percent(share), percent(wanted)),
                share >= wanted);
    }

    private AccuracyCount sum(String name, boolean clean) {
        return sets.stream()
                .filter(set -> set.clean() == clean)
                .reduce(AccuracyCount.none(name, clean), AccuracyCount::plus);
    }

    static String header() {
        return ROW.formatted(
                "set", "sheets", "unread", "fields", "wrong", "unflagged", "flagged", "QR found");
    }

    static String row(AccuracyCount set) {
        return ROW.formatted(
                set.name(),
                set.sheets(),
                set.unread(),
                set.fields(),
                set.wrong(),
                set.unflagged(),
                set.flagged(),
                set.codes());
    }

    /// The sums and the goals.
    String summary() {
        List<String> lines = new ArrayList<>();
        lines.add(row(sum("all clean", true)));
        lines.add(row(sum("all degraded", false)));
        lines.add(
                samples.sheets() == 0
                        ? "The shared samples are not here."
                        : row(samples) + "  (compatible)");
        goals().forEach(goal -> lines.add((goal.met() ? "met     " : "MISSED  ") + goal.text()));
        return String.join("\n", lines) + "\n";
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.3f %%", 100 * share);
    }

    String json() {
        ObjectNode json = Json.mapper().createObjectNode();
        json.put("measured_at", Instant.now().toString());
        ObjectNode bySet = json.putObject("sets");
        sets.forEach(set -> put(bySet.putObject(set.name()), set));
        put(json.putObject("shared_samples_compatible"), samples);
        ObjectNode goals = json.putObject("goals");
        goals().forEach(goal -> goals.put(goal.text(), goal.met()));
        try {
            return Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("figures can't be written as JSON", e);
        }
    }

    private static void put(ObjectNode json, AccuracyCount set) {
        json.put("sheets", set.sheets()).put("unread", set.unread()).put("fields", set.fields());
        json.put("wrong", set.wrong()).put("wrong_and_unflagged", set.unflagged());
        json.put("flagged", set.flagged()).put("qr_found", set.codes());
    }
}
