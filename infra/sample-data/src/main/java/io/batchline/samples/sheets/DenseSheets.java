package io.batchline.samples.sheets;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Scans of a form of 600 bubbles with a QR code, for measuring what reading costs. The same seed
/// gives the same greys on every machine. For one thread at a time.
public final class DenseSheets {
    private static final int DARKEST = 30;
    private static final int RANGE = 40;

    private final Seeds seeds;
    private final GreyCanvas form;
    private final GreyCanvas paper;
    private final GreyCanvas scan;
    private final FlatbedScan scanner = new FlatbedScan();

    /// @param dpi of the scans
    public DenseSheets(long seed, int dpi) {
        this.seeds = new Seeds(seed);
        this.form = DenseForm.print(dpi);
        this.paper = new GreyCanvas(SheetLayout.PAGE_WIDTH, SheetLayout.PAGE_HEIGHT, dpi);
        this.scan = new GreyCanvas(SheetLayout.PAGE_WIDTH, SheetLayout.PAGE_HEIGHT, dpi);
    }

    /// How many bubbles a sheet has.
    public static int bubbles() {
        return DenseForm.BUBBLES;
    }

    /// What is on a sheet.
    ///
    /// @param answers of the 125 questions, `A` to `D`
    public record Truth(String qrText, String roll, List<String> answers) {
        public Truth {
            answers = List.copyOf(answers);
        }
    }

    /// Draws a sheet, from 0; its picture is [#pixels] until the next one is drawn.
    public Truth draw(int index) {
        SplittableRandom random = seeds.ofSheet(index);
        String roll = "26%08d".formatted(random.nextInt(100_000_000));
        List<String> answers = new ArrayList<>();
        for (int question = 0; question < DenseForm.QUESTIONS; question++) {
            int choice = random.nextInt(SheetLayout.CHOICES.length());
            answers.add(SheetLayout.CHOICES.substring(choice, choice + 1));
        }
        Truth truth = new Truth(FilledSheet.EXAM + "|DENSE|" + roll, roll, answers);
        paper.copyFrom(form);
        SheetPen pen = new SheetPen(paper, random);
        pen.qr(truth.qrText());
        int hand = DARKEST + random.nextInt(RANGE);
        for (int column = 0; column < SheetLayout.ROLL_DIGITS; column++) {
            pen.mark(SheetLayout.rollBubble(column, roll.charAt(column) - '0'), hand);
        }
        for (int question = 0; question < DenseForm.QUESTIONS; question++) {
            int choice = SheetLayout.CHOICES.indexOf(answers.get(question));
            pen.mark(DenseForm.answer(question, choice), hand);
        }
        scanner.scan(paper, scan, random);
        return truth;
    }

    public int width() {
        return scan.width;
    }

    public int height() {
        return scan.height;
    }

    /// Grey of the sheet that was drawn last, row after row; a copy.
    public byte[] pixels() {
        return scan.pixels.clone();
    }

    /// The form's template, with markers and the QR code's place.
    public static byte[] template() {
        return DenseTemplate.template();
    }

    /// An answer key in which every answer is A.
    public static byte[] evaluation() {
        return DenseTemplate.evaluation();
    }
}
