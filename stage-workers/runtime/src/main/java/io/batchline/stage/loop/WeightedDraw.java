package io.batchline.stage.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Says which of several queues is served next, each as often as its weight over the weights of
/// those that have something, evenly spread, so that none starves.
///
/// An immutable value: drawing gives the pick and the draw that follows it.
///
/// @param weights at least 1 each
/// @param credits what each queue has saved up
public record WeightedDraw(Map<String, Integer> weights, Map<String, Integer> credits) {
    public WeightedDraw {
        weights = Map.copyOf(weights);
        credits = Map.copyOf(credits);
        weights.forEach((queue, weight) -> {
            if (weight < 1) {
                throw new IllegalArgumentException(
                        "weight %d of %s: at least 1".formatted(weight, queue));
            }
        });
    }

    public static WeightedDraw of(Map<String, Integer> weights) {
        return new WeightedDraw(weights, Map.of());
    }

    /// Draws up to `most` times among queues that hold this many each.
    public Drawn draw(Map<String, Integer> holding, int most) {
        var left = new TreeMap<>(holding);
        left.values().removeIf(count -> count <= 0);
        var saved = new TreeMap<>(credits);
        var picks = new ArrayList<String>();
        while (picks.size() < most && !left.isEmpty()) {
            String pick = richest(left, saved);
            picks.add(pick);
            left.merge(pick, -1, Integer::sum);
            left.values().removeIf(count -> count == 0);
        }
        // Who has nothing to offer saves nothing up, or it would push the others aside later.
        saved.keySet().retainAll(left.keySet());
        return new Drawn(picks, new WeightedDraw(weights, saved));
    }

    /// Everyone earns its weight, the richest pays what all have earned: smooth, never in lumps.
    private String richest(Map<String, Integer> left, Map<String, Integer> saved) {
        int earned = 0;
        String richest = "";
        int most = Integer.MIN_VALUE;
        for (String queue : left.keySet()) {
            int weight = weights.getOrDefault(queue, 1);
            earned += weight;
            int credit = saved.merge(queue, weight, Integer::sum);
            if (credit > most) {
                most = credit;
                richest = queue;
            }
        }
        saved.merge(richest, -earned, Integer::sum);
        return richest;
    }

    /// @param picks the queue of each draw, in order
    /// @param next what the next draw starts from
    public record Drawn(List<String> picks, WeightedDraw next) {
        public Drawn {
            picks = List.copyOf(picks);
        }
    }
}
