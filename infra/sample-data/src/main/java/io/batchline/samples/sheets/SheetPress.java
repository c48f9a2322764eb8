package io.batchline.samples.sheets;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Makes the files of sheets one after the other, on canvases that it keeps. For one thread at a
/// time.
final class SheetPress {
    private static final int KEPT_HEADER = 40;
    private static final int SECOND_MARKS = 3;

    private final GreyCanvas form;
    private final int dpi;
    private final GreyCanvas paper;
    private final GreyCanvas scan;
    private final FlatbedScan scanner = new FlatbedScan();
    private final GreyJpeg jpeg = new GreyJpeg();

    SheetPress(GreyCanvas form, int dpi) {
        this.form = form;
        this.dpi = dpi;
        this.paper = new GreyCanvas(SheetLayout.PAGE_WIDTH, SheetLayout.PAGE_HEIGHT, dpi);
        this.scan = new GreyCanvas(SheetLayout.PAGE_WIDTH, SheetLayout.PAGE_HEIGHT, dpi);
    }

    byte[] make(PaperSheet sheet, SplittableRandom random) {
        if (sheet.has(Flaw.TEXT_AS_JPEG)) {
            return "This is a note about %s, not a picture.\n"
                    .formatted(sheet.filled().roll())
                    .getBytes(StandardCharsets.US_ASCII);
        }
        byte[] picture = scanned(sheet, random);
        return sheet.has(Flaw.CORRUPT_JPEG) ? corrupted(picture, random) : picture;
    }

    private byte[] scanned(PaperSheet sheet, SplittableRandom random) {
        paper.copyFrom(form);
        if (!sheet.has(Flaw.NO_MARKERS)) {
            BlankForm.printMarkers(paper);
        }
        SheetPen pen = new SheetPen(paper, random);
        pen.print(sheet.filled(), !sheet.has(Flaw.NO_QR));
        pen.fill(sheet.filled());
        if (sheet.has(Flaw.SECOND_MARK)) {
            secondMarks(sheet.filled()).forEach(new MarkPen(paper, Hand.STEADY, random)::draw);
        }
        scanner.scan(paper, scan, random);
        return jpeg.encode(scan, dpi);
    }

    private static List<Mark> secondMarks(FilledSheet sheet) {
        List<Mark> marks = new ArrayList<>();
        for (int question = 0; question < sheet.answers().size(); question++) {
            String answer = sheet.answers().get(question);
            if (answer.length() == 1 && marks.size() < SECOND_MARKS) {
                int choice =
                        (SheetLayout.CHOICES.indexOf(answer) + 1) % SheetLayout.CHOICES.length();
                marks.add(new Mark("q" + (question + 1), choice, Mark.Kind.PALE));
            }
        }
        return marks;
    }

    private static byte[] corrupted(byte[] picture, SplittableRandom random) {
        byte[] noise = new byte[picture.length / 16];
        random.nextBytes(noise);
        System.arraycopy(picture, 0, noise, 0, KEPT_HEADER);
        return noise;
    }
}
