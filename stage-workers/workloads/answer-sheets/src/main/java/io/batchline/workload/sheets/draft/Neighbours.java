package io.batchline.workload.sheets.draft;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Which bubbles of one size belong to one grid: those that are linked by equal steps along rows
/// and columns. A step that is larger than the others of its row or column separates.
final class Neighbours {
    /// Of a bubble's size: how far out of line a neighbour may be, and how far away.
    private static final double OUT_OF_LINE = 0.4;

    private static final double FARTHEST = 4.5;
    private static final double NEAREST = 0.6;

    /// A step this much larger than the row's smallest is a gap between grids.
    private static final double GAP = 1.35;

    static final int NONE = -1;

    private final List<Spot> spots;

    /// The bubble to the right of each, the one below each, or `NONE`.
    private final int[] right;

    private final int[] below;

    private Neighbours(List<Spot> spots) {
        this.spots = spots;
        this.right = nearest(true);
        this.below = nearest(false);
        cut(right, true);
        cut(below, false);
    }

    /// A grid's bubbles, each with its column and row; the least of both is 0.
    record Cell(Spot spot, int column, int row) {}

    static List<List<Cell>> grids(List<Spot> spots) {
        return new Neighbours(spots).grids();
    }

    private int[] nearest(boolean across) {
        int[] nearest = new int[spots.size()];
        Arrays.fill(nearest, NONE);
        boolean[] taken = new boolean[spots.size()];
        for (int i = 0; i < nearest.length; i++) {
            double least = Double.MAX_VALUE;
            for (int k = 0; k < nearest.length; k++) {
                double along = along(i, k, across);
                double aside = Math.abs(along(i, k, !across));
                boolean inLine =
                        aside <= OUT_OF_LINE * size(i, !across)
                                && along >= NEAREST * size(i, across)
                                && along <= FARTHEST * size(i, across);
                if (inLine && along < least) {
                    least = along;
                    nearest[i] = k;
                }
            }
            if (nearest[i] != NONE) {
                // Of two that have the same next one, rows are crooked: the first keeps it.
                if (taken[nearest[i]]) {
                    nearest[i] = NONE;
                } else {
                    taken[nearest[i]] = true;
                }
            }
        }
        return nearest;
    }

    private double along(int from, int to, boolean across) {
        return across
                ? spots.get(to).centerX() - spots.get(from).centerX()
                : spots.get(to).centerY() - spots.get(from).centerY();
    }

    private double size(int i, boolean across) {
        return across ? spots.get(i).width() : spots.get(i).height();
    }

    private void cut(int[] next, boolean across) {
        boolean[] follows = new boolean[next.length];
        for (int k : next) {
            if (k != NONE) {
                follows[k] = true;
            }
        }
        for (int first = 0; first < next.length; first++) {
            if (!follows[first]) {
                cutRun(first, next, across);
            }
        }
    }

    private void cutRun(int first, int[] next, boolean across) {
        double least = Double.MAX_VALUE;
        for (int i = first; next[i] != NONE; i = next[i]) {
            least = Math.min(least, along(i, next[i], across));
        }
        int i = first;
        while (next[i] != NONE) {
            int following = next[i];
            if (along(i, following, across) > GAP * least) {
                next[i] = NONE;
            }
            i = following;
        }
    }

    private List<List<Cell>> grids() {
        int[] columns = new int[spots.size()];
        int[] rows = new int[spots.size()];
        boolean[] seen = new boolean[spots.size()];
        List<List<Cell>> grids = new ArrayList<>();
        for (int start = 0; start < seen.length; start++) {
            if (!seen[start]) {
                List<Integer> members = reached(start, columns, rows, seen);
                int left = members.stream().mapToInt(i -> columns[i]).min().orElseThrow();
                int top = members.stream().mapToInt(i -> rows[i]).min().orElseThrow();
                grids.add(
                        members.stream()
                                .map(i -> new Cell(spots.get(i), columns[i] - left, rows[i] - top))
                                .toList());
            }
        }
        return grids;
    }

    private List<Integer> reached(int start, int[] columns, int[] rows, boolean[] seen) {
        List<Integer> members = new ArrayList<>(List.of(start));
        seen[start] = true;
        for (int at = 0; at < members.size(); at++) {
            int here = members.get(at);
            for (int i = 0; i < seen.length; i++) {
                int step = i == right[here] || i == below[here] ? 1 : 0;
                if (step == 0 && (right[i] == here || below[i] == here)) {
                    step = -1;
                }
                if (step != 0 && !seen[i]) {
                    seen[i] = true;
                    boolean sideways = i == right[here] || right[i] == here;
                    columns[i] = columns[here] + (sideways ? step : 0);
                    rows[i] = rows[here] + (sideways ? 0 : step);
                    members.add(i);
                }
            }
        }
        return members;
    }
}
