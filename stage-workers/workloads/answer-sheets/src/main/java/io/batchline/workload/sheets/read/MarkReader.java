package io.batchline.workload.sheets.read;

import io.batchline.workload.sheets.picture.GrayPicture;
import io.batchline.workload.sheets.picture.Projection;
import io.batchline.workload.sheets.picture.Scaling;
import io.batchline.workload.sheets.picture.Tone;
import io.batchline.workload.sheets.read.FieldReading.Box;
import io.batchline.workload.sheets.read.FieldReading.Choice;
import io.batchline.workload.sheets.template.Bubble;
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
        List<FieldReading> readings = new ArrayList<>();
        boolean multiMarked = false;
        for (Measured measured : fields) {
            boolean uniform = measured.spread() < spreadThreshold;
            double threshold = thresholding.ofField(measured.means(), pageThreshold, uniform);
            FieldReading reading = measured.reading(threshold);
            multiMarked |= reading.choices().stream().filter(Choice::marked).count() > 1;
            readings.add(reading);
        }
        return new Marks(readings, multiMarked);
    }

    /// Where the template's page lies in a prepared picture: it is all of it.
    PageView view(GrayPicture prepared) {
        double scaleX = (double) prepared.width() / template.page().first();
        double scaleY = (double) prepared.height() / template.page().second();
        return new PageView(prepared, new Projection(scaleX, 0, 0, 0, scaleY, 0, 0, 0, 1));
    }

    private List<Measured> measure(GrayPicture page) {
        BoxMeans means = new BoxMeans(page);
        Optional<BlockShifts> shifts =
                template.tuning().shifting().map(shifting -> new BlockShifts(shifting, page));
        List<Measured> fields = new ArrayList<>();
        for (FieldBlock block : template.blocks()) {
            int shift = shifts.map(known -> known.of(block)).orElse(0);
            for (Field field : block.fields()) {
                fields.add(new Measured(block, field, shift, means(means, block, field, shift)));
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

    /// What each field reads as.
    record Marks(List<FieldReading> fields, boolean multiMarked) {

        /// The same with what a person decided of some fields.
        Marks decided(Map<String, String> decisions, SheetTemplate template) {
            if (decisions.isEmpty()) {
                return this;
            }
            List<FieldReading> next = new ArrayList<>();
            for (FieldReading field : fields) {
                String decision = decisions.get(field.field());
                next.add(
                        decision == null
                                ? field
                                : field.decided(decision, template.emptyValueOf(field.field())));
            }
            return new Marks(next, next.stream().anyMatch(FieldReading::isMultiMarked));
        }

        /// The value of each of a template's columns, also of those not put out.
        Map<String, String> columns(SheetTemplate template) {
            Map<String, String> values = HashMap.newHashMap(fields.size());
            for (FieldReading field : fields) {
                values.put(field.field(), field.value());
            }
            var parts = template.columns().parts();
            Map<String, String> columns = HashMap.newHashMap(parts.size());
            parts.forEach((column, labels) -> columns.put(column, joined(labels, values)));
            return columns;
        }

        private static String joined(List<String> labels, Map<String, String> values) {
            if (labels.size() == 1) {
                return values.getOrDefault(labels.getFirst(), "");
            }
            return labels.stream().map(values::get).collect(Collectors.joining());
        }
    }

    private static final class Measured {
        private static final double WHITE = 255;

        private final FieldBlock block;
        private final Field field;
        private final int shift;
        private final double[] means;
        private final double spread;

        Measured(FieldBlock block, Field field, int shift, double[] means) {
            this.block = block;
            this.field = field;
            this.shift = shift;
            this.means = means;
            this.spread = spread(means);
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

        /// This way of reading decides by one threshold and knows no doubt.
        FieldReading reading(double threshold) {
            List<Choice> choices = new ArrayList<>();
            for (int i = 0; i < means.length; i++) {
                Bubble bubble = field.bubbles().get(i);
                choices.add(
                        new Choice(
                                bubble.value(),
                                1 - means[i] / WHITE,
                                means[i] < threshold,
                                new Box(
                                        bubble.x() + shift,
                                        bubble.y(),
                                        block.bubbleSize().first(),
                                        block.bubbleSize().second())));
            }
            String marked =
                    choices.stream()
                            .filter(Choice::marked)
                            .map(Choice::value)
                            .collect(Collectors.joining());
            return new FieldReading(
                    field.label(),
                    marked.isEmpty() ? block.emptyValue() : marked,
                    1,
                    Optional.empty(),
                    choices);
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
