package io.batchline.workload.sheets.align;

import io.batchline.workload.sheets.align.Fit.Match;
import io.batchline.workload.sheets.picture.GrayPicture;
import io.batchline.workload.sheets.picture.Projection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// A picture that others are laid over. Immutable; its features are found once.
public final class Reference {
    /// Nearer than this two features are one corner, found at two sizes of the picture.
    private static final double SAME_CORNER = 8;

    private final GrayPicture picture;
    private final int count;
    private final List<Feature> features;

    /// @param count how many features are looked for, here and in each picture that is laid over it
    public Reference(GrayPicture picture, int count) {
        this.picture = picture;
        this.count = count;
        this.features = List.copyOf(Features.of(picture, count));
    }

    /// The map that takes places of a picture to those of the reference; empty where too few
    /// features agree on one.
    ///
    /// @param share the share of the best matches that is used
    /// @param flat whether parallel lines stay parallel
    public Optional<Projection> map(GrayPicture over, double share, boolean flat) {
        List<Candidate> candidates = new ArrayList<>();
        for (Feature feature : Features.of(over, count)) {
            candidate(feature).ifPresent(candidates::add);
        }
        List<Match> matches =
                candidates.stream()
                        .sorted(Comparator.comparingDouble(Candidate::ambiguity))
                        .limit((long) (candidates.size() * share))
                        .map(near -> new Match(near.from().place(), near.to().place()))
                        .toList();
        return Fit.of(matches, flat);
    }

    public int width() {
        return picture.width();
    }

    public int height() {
        return picture.height();
    }

    /// A form repeats itself: what looks like two places of the reference says little, however well
    /// it fits one.
    private Optional<Candidate> candidate(Feature feature) {
        Optional<Feature> nearest =
                features.stream().min(Comparator.comparingInt(feature::distance));
        return nearest.map(near -> new Candidate(feature, near, ambiguity(feature, near)));
    }

    private double ambiguity(Feature feature, Feature nearest) {
        int second =
                features.stream()
                        .filter(other -> isElsewhere(other, nearest))
                        .mapToInt(feature::distance)
                        .min()
                        .orElse(1);
        return (double) feature.distance(nearest) / Math.max(1, second);
    }

    private static boolean isElsewhere(Feature one, Feature other) {
        return one.place().squaredDistance(other.place()) > SAME_CORNER * SAME_CORNER;
    }

    private record Candidate(Feature from, Feature to, double ambiguity) {}
}
