package io.batchline.workload.sheets.read;

import io.batchline.workload.sheets.picture.GrayPicture;
import io.batchline.workload.sheets.picture.Scaling;
import io.batchline.workload.sheets.picture.Tone;
import io.batchline.workload.sheets.template.Field;
import io.batchline.workload.sheets.template.FieldBlock;
import io.batchline.workload.sheets.template.SheetTemplate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/// Tells which bubbles of a prepared picture are marked.
final class MarkReader {
    private final SheetTemplate template;
    private final Thresholding thresholding;

    MarkReader(SheetTemplate template) {
        this.template = template;
        this.thresholding = new Thresholding(template.tuning().thresholds());
    }

    Marks read(GrayPicture prepared) {
        GrayPicture page =
                Tone.stretchedUnlessFlat(
                        Scaling.to(prepared, template.page().first(), template.page().second()));
        List<Measured> fields = measure(page);
        double pageThreshold =
                thresholding.ofPage(fields.stream().flatMapToDouble(Measured::stream).toArray());
        double spreadThreshold =
                thresholding.ofSpreads(fields.stream().mapToDouble(Measured::spread).toArray());
        Map<String, String> values = new HashMap<>();
        boolean multiMarked = false;
        for (Measured measured : fields) {
            boolean uniform = measured.spread() < spreadThreshold;
            double threshold = thresholding.ofField(measured.means(), pageThreshold, uniform);
            List<String> marked = measured.under(threshold);
            multiMarked |= marked.size() > 1;
            values.put(
                    measured.field().label(),
                    marked.isEmpty() ? measured.emptyValue() : String.join("", marked));
        }
        return new Marks(values, multiMarked);
    }

    private List<Measured> measure(GrayPicture page) {
        BoxMeans means = new BoxMeans(page);
        Optional<BlockShifts> shifts =
                template.tuning().shifting().map(shifting -> new BlockShifts(shifting, page));
        List<Measured> fields = new ArrayList<>();
        for (FieldBlock block : template.blocks()) {
            int shift = shifts.map(known -> known.of(block)).orElse(0);
            for (Field field : block.fields()) {
                fields.add(
                        new Measured(field, block.emptyValue(), means(means, block, field, shift)));
            }
        }
        return fields;
    }

    private static double[] means(BoxMeans means, FieldBlock block, Field field, int shift) {
        return field.bubbles().stream()
                .mapToDouble(bubble ->
                        means.of(
                                bubble.x() + shift,
                                bubble.y(),
                                block.bubbleSize().first(),
                                block.bubbleSize().second()))
                .toArray();
    }

    /// What each field reads as, by label.
    record Marks(Map<String, String> values, boolean multiMarked) {

        /// The value of each of a template's columns, also of those not put out.
        Map<String, String> columns(SheetTemplate template) {
            return template.columns().parts().entrySet().stream()
                    .collect(
                            Collectors.toMap(Map.Entry::getKey, entry -> joined(entry.getValue())));
        }

        private String joined(List<String> labels) {
            return labels.stream().map(values::get).collect(Collectors.joining());
        }
    }

    private static final class Measured {
        private final Field field;
        private final String emptyValue;
        private final double[] means;
        private final double spread;

        Measured(Field field, String emptyValue, double[] means) {
            this.field = field;
            this.emptyValue = emptyValue;
            this.means = means;
            this.spread = spread(means);
        }

        Field field() {
            return field;
        }

        String emptyValue() {
            return emptyValue;
        }

        double[] means() {
            return means;
        }

        DoubleStream stream() {
            return Arrays.stream(means);
        }

        /// Standard deviation of the means, to two decimals.
        double spread() {
            return spread;
        }

        List<String> under(double threshold) {
            List<String> marked = new ArrayList<>();
            for (int i = 0; i < means.length; i++) {
                if (means[i] < threshold) {
                    marked.add(field.bubbles().get(i).value());
                }
            }
            return marked;
        }

        private static double spread(double[] means) {
            double sum = 0;
            for (double mean : means) {
                sum += mean;
            }
            double centre = sum / means.length;
            double squares = 0;
            for (double mean : means) {
                squares += (mean - centre) * (mean - centre);
            }
            return Math.rint(Math.sqrt(squares / means.length) * 100) / 100;
        }
    }
}
