package io.batchline.workload.sheets.measure;

import io.batchline.workload.sheets.measure.Print.Stamp;
import io.batchline.workload.sheets.measure.PrintCentre.Shift;
import io.batchline.workload.sheets.measure.SheetEvidence.BlockEvidence;
import io.batchline.workload.sheets.measure.SheetEvidence.FieldEvidence;
import io.batchline.workload.sheets.picture.GrayPicture;
import io.batchline.workload.sheets.picture.Projection;
import io.batchline.workload.sheets.template.Bubble;
import io.batchline.workload.sheets.template.Field;
import io.batchline.workload.sheets.template.FieldBlock;
import io.batchline.workload.sheets.template.SheetTemplate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Measures the bubbles of one template. Immutable; used by many threads.
public final class SheetMeter {
    /// Bubbles that share one shift: few enough to follow paper that bends, enough to average
    /// letters out.
    private static final int GROUP = 20;

    /// Bubbles that move must not leave the marks that they held.
    private static final double KEPT = 0.85;

    private static final double UNMARKED = 0.05;

    /// With less there are hardly any marks to leave.
    private static final double FEW_MARKS = 0.015;

    private final List<FieldBlock> blocks;
    private final List<PatchGrid> grids;

    /// Blocks whose bubbles are alike have the same one, and what is printed in them is learned
    /// together.
    private final List<Interior> interiors;

    public SheetMeter(SheetTemplate template) {
        blocks = template.blocks();
        grids = blocks.stream().map(PatchGrid::of).toList();
        Map<PatchGrid, Interior> known = new HashMap<>();
        interiors = grids.stream().map(grid -> known.computeIfAbsent(grid, Interior::new)).toList();
    }

    /// @param map from the template's page to the picture
    public SheetEvidence measure(GrayPicture picture, Projection map) {
        List<BlockPatches> measured = new ArrayList<>();
        Map<Interior, Print> prints = new HashMap<>();
        List<Print> ofBlocks = new ArrayList<>();
        for (int i = 0; i < blocks.size(); i++) {
            BlockPatches block =
                    BlockPatches.of(blocks.get(i), grids.get(i), interiors.get(i), picture, map);
            measured.add(block);
            Print print = prints.computeIfAbsent(interiors.get(i), Print::new);
            block.addTo(print);
            ofBlocks.add(print);
        }
        double noise = prints.values().stream().mapToDouble(Print::learn).max().orElse(0);
        List<double[][]> inks = new ArrayList<>();
        for (int i = 0; i < blocks.size(); i++) {
            inks.add(measured.get(i).inks(ofBlocks.get(i)));
        }
        double pen = Pen.of(darkest(inks), darkestKnown(inks, measured, ofBlocks), noise);
        List<BlockEvidence> evidence = new ArrayList<>();
        for (int i = 0; i < blocks.size(); i++) {
            evidence.add(measured.get(i).evidence(ofBlocks.get(i), inks.get(i), pen));
        }
        int bubbles = measured.stream().mapToInt(block -> block.raws.length).sum();
        double[] covers = covers(evidence, Pen.touch(noise), bubbles);
        int points = interiors.stream().mapToInt(Interior::size).min().orElse(1);
        return new SheetEvidence(
                new SheetScale(pen, noise, SheetScale.speckle(covers, points)), evidence);
    }

    /// The ink of the darkest bubble of each field.
    private static double[] darkest(List<double[][]> inks) {
        double[] darkest = new double[inks.stream().mapToInt(block -> block.length).sum()];
        int at = 0;
        for (double[][] block : inks) {
            for (double[] field : block) {
                double most = field[0];
                for (double ink : field) {
                    most = Math.max(most, ink);
                }
                darkest[at++] = most;
            }
        }
        return darkest;
    }

    /// The ink of the darkest bubble of each field of those whose own print was learned.
    private static double[] darkestKnown(
            List<double[][]> inks, List<BlockPatches> measured, List<Print> prints) {
        double[] darkest = new double[inks.stream().mapToInt(block -> block.length).sum()];
        int field = 0;
        for (int i = 0; i < measured.size(); i++) {
            int bubble = 0;
            for (double[] ofField : inks.get(i)) {
                double most = 0;
                for (double ink : ofField) {
                    if (ink > most && measured.get(i).isKnown(bubble, prints.get(i))) {
                        most = ink;
                    }
                    bubble++;
                }
                darkest[field++] = most;
            }
        }
        return darkest;
    }

    /// What is covered of each bubble that holds less ink than a mark.
    private static double[] covers(List<BlockEvidence> blocks, double touch, int bubbles) {
        double[] covers = new double[bubbles];
        int count = 0;
        for (BlockEvidence block : blocks) {
            for (FieldEvidence field : block.fields()) {
                for (BubbleEvidence bubble : field.bubbles()) {
                    if (bubble.ink() < touch) {
                        covers[count++] = bubble.cover();
                    }
                }
            }
        }
        return Arrays.copyOf(covers, count);
    }

    /// One block's bubbles in a picture, field after field.
    private static final class BlockPatches {
        private final FieldBlock block;
        private final Patches patches;
        private final int usual;
        private final List<Shift> shifts;
        private final double[] raws;
        private final Stamp[] stamps;

        BlockPatches(FieldBlock block, Patches patches, int usual, List<Shift> shifts) {
            this.block = block;
            this.patches = patches;
            this.usual = usual;
            this.shifts = List.copyOf(shifts);
            this.raws = new double[patches.count()];
            this.stamps = new Stamp[patches.count()];
        }

        static BlockPatches of(
                FieldBlock block,
                PatchGrid grid,
                Interior interior,
                GrayPicture picture,
                Projection map) {
            int fields = block.fields().size();
            int perField = block.fields().getFirst().bubbles().size();
            int perGroup = Math.max(1, GROUP / perField);
            Patches patches = new Patches(grid, fields * perField);
            List<Shift> shifts = new ArrayList<>();
            // Paper bends steadily: the next group lies where this one does, and a little further.
            Shift shift = Shift.NONE;
            for (int first = 0; first < fields; first += perGroup) {
                int end = Math.min(fields, first + perGroup);
                sample(block, patches, picture, map, first, end, shift);
                Shift further =
                        PrintCentre.of(patches.lighterHalf(first * perField, end * perField));
                if (!further.equals(Shift.NONE)) {
                    double marked = patches.marked(first * perField, end * perField, interior);
                    Shift next = shift.and(further);
                    sample(block, patches, picture, map, first, end, next);
                    if (grid.allows(next)
                            && (marked < FEW_MARKS
                                    || patches.marked(first * perField, end * perField, interior)
                                            > KEPT * marked)) {
                        shift = next;
                    } else {
                        sample(block, patches, picture, map, first, end, shift);
                    }
                }
                shifts.addAll(Collections.nCopies(end - first, shift));
            }
            return new BlockPatches(block, patches, patches.settle(), shifts);
        }

        private static void sample(
                FieldBlock block,
                Patches patches,
                GrayPicture picture,
                Projection map,
                int first,
                int end,
                Shift shift) {
            PatchGrid grid = patches.grid();
            double shiftX = toUnits(shift.column(), grid.reachX()) + grid.halfX();
            double shiftY = toUnits(shift.row(), grid.reachY()) + grid.halfY();
            int at = first * block.fields().getFirst().bubbles().size();
            for (Field field : block.fields().subList(first, end)) {
                for (Bubble bubble : field.bubbles()) {
                    patches.sample(at++, picture, map, bubble.x() + shiftX, bubble.y() + shiftY);
                }
            }
        }

        private static double toUnits(double points, double reach) {
            return points * 2 * reach / PatchGrid.SIDE;
        }

        void addTo(Print print) {
            int at = 0;
            for (Field field : block.fields()) {
                for (Bubble bubble : field.bubbles()) {
                    raws[at] = print.raw(patches.depths(at));
                    print.add(patches.depths(at), bubble.value(), raws[at]);
                    at++;
                }
            }
        }

        /// Whether what is printed in a bubble was learned from those of its value; asked after
        /// [#inks].
        boolean isKnown(int bubble, Print print) {
            return print.isOwn(stamps[bubble]);
        }

        double[][] inks(Print print) {
            double[][] inks = new double[block.fields().size()][];
            int at = 0;
            for (int f = 0; f < inks.length; f++) {
                List<Bubble> bubbles = block.fields().get(f).bubbles();
                inks[f] = new double[bubbles.size()];
                for (int b = 0; b < inks[f].length; b++, at++) {
                    byte[] depths = patches.depths(at);
                    Stamp stamp = print.of(bubbles.get(b).value());
                    stamps[at] = stamp;
                    inks[f][b] = raws[at] - stamp.raw();
                    if (inks[f][b] > InkShape.LEAST_INK
                            && ThroughLines.remove(depths, stamp.rounded())) {
                        inks[f][b] = print.raw(depths) - stamp.raw();
                    }
                }
            }
            return inks;
        }

        BlockEvidence evidence(Print print, double[][] inks, double pen) {
            InkShape shape = new InkShape(print.interior(), pen);
            List<FieldEvidence> fields = new ArrayList<>();
            int perGroup = Math.max(1, GROUP / inks[0].length);
            double likeness = 1;
            int at = 0;
            for (int f = 0; f < inks.length; f++) {
                if (f % perGroup == 0) {
                    likeness = likeness(inks, f, Math.min(inks.length, f + perGroup));
                }
                List<BubbleEvidence> bubbles = new ArrayList<>(inks[f].length);
                for (int b = 0; b < inks[f].length; b++, at++) {
                    double shade = Math.max(0, 1 - (double) patches.light(at) / usual);
                    double hidden = (double) patches.outside(at) / PatchGrid.AREA;
                    bubbles.add(
                            shape.of(patches.depths(at), stamps[at], inks[f][b], shade, hidden));
                }
                fields.add(
                        new FieldEvidence(
                                toUnits(shifts.get(f).column(), patches.grid().reachX()),
                                toUnits(shifts.get(f).row(), patches.grid().reachY()),
                                likeness,
                                bubbles));
            }
            return new BlockEvidence(fields);
        }

        /// Of a group of fields: one field may have too few bubbles without a mark.
        private double likeness(double[][] inks, int first, int end) {
            int perField = inks[first].length;
            Likeness likeness = new Likeness();
            for (int f = first; f < end; f++) {
                for (int b = 0; b < perField; b++) {
                    if (inks[f][b] < UNMARKED) {
                        int at = f * perField + b;
                        likeness.add(patches.depths(at), stamps[at]);
                    }
                }
            }
            return likeness.value();
        }
    }
}
