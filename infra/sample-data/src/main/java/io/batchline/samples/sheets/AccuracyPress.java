package io.batchline.samples.sheets;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;

/// Makes the sheets of one accuracy set, in any order. For one thread at a time.
public final class AccuracyPress {
    private static final int PER_CLASS = 25;
    private static final int KEPT = 128;

    private final AccuracySet set;
    private final Seeds seeds;
    private final AnswerKey key;
    private final SheetBatchSpec numbering;
    private final GreyCanvas form;
    private final GreyCanvas paper;
    private final GreyCanvas scan;
    private final FlatbedScan scanner = new FlatbedScan();
    private final Damage damage = new Damage();
    private final GreyJpeg faithful = GreyJpeg.faithful();
    private final GreyJpeg poor = GreyJpeg.poor();

    public AccuracyPress(AccuracySet set) {
        this.set = set;
        seeds = new Seeds(set.seed());
        key = AnswerKey.random(seeds.ofAnswerKey());
        numbering = SheetBatchSpec.of(set.sheets(), set.seed()).withSheetsPerClass(PER_CLASS);
        form = BlankForm.print(set.dpi(), set.print());
        BlankForm.printMarkers(form);
        paper = form.another(form.width, form.height);
        scan = form.another(form.width, form.height);
    }

    /// @param index from 0
    public AccuracySheet make(int index) {
        SplittableRandom random = seeds.ofSheet(index);
        FilledSheet filled = FilledSheet.of(index, numbering, key, random);
        MarkedSheet marked = MarkedSheet.of(filled, set.hand().habits(), random);
        paper.copyFrom(form);
        new SheetPen(paper, random).print(filled, true);
        MarkPen pen = new MarkPen(paper, set.hand(), random);
        marked.marks().forEach(pen::draw);
        GreyCanvas picture = paper;
        boolean scanned = false;
        for (Harm harm : set.harms()) {
            // What happens to the paper happens before the scan.
            if (!scanned && harm != Harm.COFFEE && harm != Harm.TORN_MARKER) {
                scanned = true;
                picture = scanned(picture, random);
            }
            picture = damage.doTo(picture, harm, random);
        }
        if (!scanned) {
            picture = scanned(picture, random);
        }
        return new AccuracySheet(encoded(picture), marked.values(), marked.ask(), filled.qrText());
    }

    private GreyCanvas scanned(GreyCanvas picture, SplittableRandom random) {
        scanner.scan(picture, scan, random);
        return scan;
    }

    private byte[] encoded(GreyCanvas picture) {
        return switch (set.encoding()) {
            case JPEG -> faithful.encode(picture, set.dpi());
            case JPEG_40 -> poor.encode(picture, set.dpi());
            case PNG_1_BIT -> oneBit(picture);
        };
    }

    private static byte[] oneBit(GreyCanvas picture) {
        BufferedImage image =
                new BufferedImage(picture.width, picture.height, BufferedImage.TYPE_BYTE_BINARY);
        int[] row = new int[picture.width];
        for (int y = 0; y < picture.height; y++) {
            for (int x = 0; x < row.length; x++) {
                row[x] = (picture.pixels[y * picture.width + x] & 0xFF) < KEPT ? 0 : 1;
            }
            image.getRaster().setPixels(0, y, row.length, 1, row);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
