package io.batchline.workload.sheets;

import io.batchline.workload.ItemContext;
import io.batchline.workload.sheets.overlay.Crop;
import io.batchline.workload.sheets.overlay.Overlay;
import io.batchline.workload.sheets.overlay.Png;
import io.batchline.workload.sheets.read.FieldReading;
import io.batchline.workload.sheets.read.SheetReading.Read;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/// The pictures that are kept of a sheet.
final class SheetPictures {
    private static final String OVERLAY = "overlay.png";

    /// Longer names become unwieldy as part of a key.
    private static final int LONGEST_NAME = 100;

    private SheetPictures() {}

    /// Keeps an overlay and a crop of each doubtful field, where there are any.
    static void attach(Read read, ItemContext context) throws IOException {
        List<FieldReading> doubtful = read.doubtful();
        if (doubtful.isEmpty()) {
            return;
        }
        context.attach(OVERLAY, overlay(read));
        for (FieldReading field : doubtful) {
            context.attach(cropOf(field.field()), Png.bytes(Crop.of(read.view(), field)));
        }
    }

    static byte[] overlay(Read read) throws IOException {
        return Png.bytes(Overlay.of(read.view(), read.fields(), read.landmarks()));
    }

    /// The name of a field's crop: `crop-q1.png`. Another one for each label, whatever that is made
    /// of: a letter that no file name takes is written as a dot and its code.
    static String cropOf(String label) {
        StringBuilder name = new StringBuilder();
        for (byte letter : label.getBytes(StandardCharsets.UTF_8)) {
            name.append(
                    isPlain(letter)
                            ? String.valueOf((char) letter)
                            : ".%02x".formatted(Byte.toUnsignedInt(letter)));
        }
        String shortened =
                name.length() <= LONGEST_NAME
                        ? name.toString()
                        : name.substring(0, LONGEST_NAME)
                                + String.format(Locale.ROOT, "..%08x", label.hashCode());
        return "crop-" + shortened + ".png";
    }

    private static boolean isPlain(byte letter) {
        return (letter >= 'a' && letter <= 'z')
                || (letter >= 'A' && letter <= 'Z')
                || (letter >= '0' && letter <= '9')
                || letter == '_'
                || letter == '-';
    }
}
