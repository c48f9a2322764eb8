package io.batchline.gateway.hub;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Up to where someone has seen each of several partitions: the id of a stream's events. The same
/// on every replica, because positions in a topic are. Immutable.
public final class Vector {
    /// Nothing of a partition was seen.
    public static final long NOTHING = -1;

    private static final Pattern TEXT = Pattern.compile("([0-9]{1,18}|-)(\\.([0-9]{1,18}|-))*");
    private static final String NOTHING_TEXT = "-";

    private final long[] positions;

    private Vector(long[] positions) {
        this.positions = positions;
    }

    public static Vector of(long... positions) {
        return new Vector(positions.clone());
    }

    /// Nothing of that many partitions.
    public static Vector nothingOf(int partitions) {
        long[] positions = new long[partitions];
        Arrays.fill(positions, NOTHING);
        return new Vector(positions);
    }

    /// Reads what [#toString] wrote; empty for anything else, and for one of another size.
    public static Optional<Vector> parse(String text, int partitions) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != partitions || !TEXT.matcher(text).matches()) {
            return Optional.empty();
        }
        return Optional.of(
                new Vector(
                        Arrays.stream(parts)
                                .mapToLong(part ->
                                        part.equals(NOTHING_TEXT) ? NOTHING : Long.parseLong(part))
                                .toArray()));
    }

    public int size() {
        return positions.length;
    }

    public long at(int partition) {
        return positions[partition];
    }

    /// The same with one partition seen further.
    public Vector with(int partition, long position) {
        long[] next = positions.clone();
        next[partition] = position;
        return new Vector(next);
    }

    /// The same with one partition more.
    public Vector and(long position) {
        long[] more = Arrays.copyOf(positions, positions.length + 1);
        more[positions.length] = position;
        return new Vector(more);
    }

    /// Its first partitions.
    public Vector first(int partitions) {
        return new Vector(Arrays.copyOf(positions, partitions));
    }

    /// Whether all that was seen there has been seen here.
    public boolean covers(Vector other) {
        for (int i = 0; i < positions.length; i++) {
            if (positions[i] < other.positions[i]) {
                return false;
            }
        }
        return true;
    }

    /// What one of the two has seen.
    public Vector or(Vector other) {
        long[] further = positions.clone();
        for (int i = 0; i < further.length; i++) {
            further[i] = Math.max(further[i], other.positions[i]);
        }
        return new Vector(further);
    }

    /// Positions with dots between them, one alone as a plain number: what an `id:` holds.
    @Override
    public String toString() {
        return Arrays.stream(positions)
                .mapToObj(position -> position < 0 ? NOTHING_TEXT : Long.toString(position))
                .collect(Collectors.joining("."));
    }

    @Override
    public boolean equals(Object other) {
        // Viewers that keep up share one object.
        return this == other
                || (other instanceof Vector that && Arrays.equals(positions, that.positions));
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(positions);
    }
}
