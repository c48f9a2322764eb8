package io.batchline.workload.sheets.align;

import io.batchline.workload.sheets.picture.LinearSystem;
import io.batchline.workload.sheets.picture.Point;
import io.batchline.workload.sheets.picture.Projection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// Finds the map that most matches agree on: tries maps through a few matches drawn at random,
/// keeps the one that takes the most places close to their counterparts, and fits it to all of
/// those (Fischler and Bolles, 1981).
final class Fit {
    private static final int TRIES = 2000;
    private static final double CLOSE = 3;

    /// Places are counted in units of about a page, so that squares of products of them keep their
    /// digits.
    private static final double UNIT = 1000;

    private static final Projection TO_UNITS =
            new Projection(1 / UNIT, 0, -1, 0, 1 / UNIT, -1, 0, 0, 1);
    private static final int LEAST_AGREEING = 8;
    private static final int POLISHES = 3;
    private static final double LEAST_AREA = 0.1;

    private final List<Match> matches;
    private final int needed;

    private Fit(List<Match> matches, boolean flat) {
        this.matches =
                matches.stream()
                        .map(m -> new Match(TO_UNITS.apply(m.from()), TO_UNITS.apply(m.to())))
                        .toList();
        this.needed = flat ? 3 : 4;
    }

    /// A place, and where it should come to lie.
    record Match(Point from, Point to) {}

    /// @param flat whether parallel lines stay parallel
    static Optional<Projection> of(List<Match> matches, boolean flat) {
        return matches.size() < LEAST_AGREEING
                ? Optional.empty()
                : new Fit(matches, flat).run(new Random(matches.size()));
    }

    private Optional<Projection> run(Random random) {
        List<Match> best = List.of();
        for (int i = 0; i < TRIES; i++) {
            List<Match> agreeing = agreeing(least(drawn(random)));
            if (agreeing.size() > best.size()) {
                best = agreeing;
            }
        }
        if (best.size() < LEAST_AGREEING) {
            return Optional.empty();
        }
        Projection map = least(best);
        for (int i = 0; i < POLISHES; i++) {
            List<Match> agreeing = agreeing(map);
            if (agreeing.size() < LEAST_AGREEING) {
                return Optional.empty();
            }
            map = least(agreeing);
        }
        return Optional.of(TO_UNITS.inverse().after(map).after(TO_UNITS));
    }

    private List<Match> drawn(Random random) {
        List<Match> drawn = new ArrayList<>();
        while (drawn.size() < needed) {
            Match match = matches.get(random.nextInt(matches.size()));
            if (!drawn.contains(match)) {
                drawn.add(match);
            }
        }
        return drawn;
    }

    private List<Match> agreeing(Projection map) {
        if (!keepsSize(map)) {
            return List.of();
        }
        double closeSquared = CLOSE * CLOSE / (UNIT * UNIT);
        return matches.stream()
                .filter(m -> map.apply(m.from()).squaredDistance(m.to()) < closeSquared)
                .toList();
    }

    /// A map that shrinks the page to a spot agrees with every match that ends there.
    private static boolean keepsSize(Projection map) {
        Point middle = map.apply(new Point(0, 0));
        double area = middle.turn(map.apply(new Point(1, 0)), map.apply(new Point(0, 1)));
        return Math.abs(area) > LEAST_AREA && Math.abs(area) < 1 / LEAST_AREA;
    }

    /// The map with the least squared error; not finite where the places lie on a line.
    private Projection least(List<Match> through) {
        int unknowns = needed == 3 ? 6 : 8;
        double[][] normal = new double[unknowns][unknowns + 1];
        for (Match match : through) {
            double x = match.from().x();
            double y = match.from().y();
            double u = match.to().x();
            double v = match.to().y();
            add(normal, new double[] {x, y, 1, 0, 0, 0, -x * u, -y * u}, u);
            add(normal, new double[] {0, 0, 0, x, y, 1, -x * v, -y * v}, v);
        }
        double[] solved = LinearSystem.solve(normal);
        double[] matrix = new double[9];
        System.arraycopy(solved, 0, matrix, 0, unknowns);
        matrix[8] = 1;
        return new Projection(matrix);
    }

    private static void add(double[][] normal, double[] row, double right) {
        int unknowns = normal.length;
        for (int i = 0; i < unknowns; i++) {
            for (int j = 0; j < unknowns; j++) {
                normal[i][j] += row[i] * row[j];
            }
            normal[i][unknowns] += row[i] * right;
        }
    }
}
