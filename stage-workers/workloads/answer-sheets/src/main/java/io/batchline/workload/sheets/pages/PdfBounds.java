package io.batchline.workload.sheets.pages;

import io.batchline.workload.sheets.jpeg.JpegScans;
import io.batchline.workload.sheets.picture.JpegFrame;
import io.batchline.workload.sheets.picture.PixelLimit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.InflaterInputStream;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.graphics.image.PDImage;
import org.jspecify.annotations.Nullable;

/// What a page of a PDF may make of the memory, checked before PDFBox unpacks anything of it: the
/// library has no bound on what a stream unpacks to nor on what a picture claims, and takes packed
/// data that breaks off for its end.
final class PdfBounds {
    /// LZW's highest ratio, with codes of 12 bits; Deflate's is 1,032.
    private static final long HIGHEST_RATIO = 2_731;

    private static final Set<String> FLATE = Set.of("FlateDecode", "Fl");
    private static final Set<String> PACKING =
            Set.of("FlateDecode", "Fl", "LZWDecode", "LZW", "RunLengthDecode", "RL");
    static final List<String> JPEG = List.of("DCTDecode", "DCT");
    private static final List<String> JBIG2 = List.of("JBIG2Decode");
    private static final long COLOURS = 24;
    private static final int BUFFER = 1 << 16;

    private final PixelLimit limit;
    private final long streamBytes;

    PdfBounds(PixelLimit limit) {
        this.limit = limit;
        this.streamBytes = limit.heldBytes();
    }

    /// The page asks for more than it may.
    static final class Exceeded extends IOException {
        private static final long serialVersionUID = 1L;

        private final String sentence;

        Exceeded(String sentence) {
            super(sentence);
            this.sentence = sentence;
        }

        String sentence() {
            return sentence;
        }
    }

    /// Checks all that the page is drawn by: content, forms, fonts, pictures, annotations.
    void check(PDPage page) throws IOException {
        Set<COSBase> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<COSBase> open = new ArrayDeque<>();
        add(open, page.getCOSObject().getDictionaryObject(COSName.CONTENTS));
        add(open, page.getCOSObject().getDictionaryObject(COSName.ANNOTS));
        if (page.getResources() != null) {
            add(open, page.getResources().getCOSObject());
        }
        while (!open.isEmpty()) {
            COSBase next = open.remove();
            if (!seen.add(next)) {
                continue;
            }
            switch (next) {
                case COSObject reference -> add(open, reference.getObject());
                case COSArray array -> array.forEach(element -> add(open, element));
                case COSDictionary dictionary -> {
                    // An annotation's page or target leads to pages that are not asked for.
                    COSName type = dictionary.getCOSName(COSName.TYPE);
                    if (COSName.PAGE.equals(type) || COSName.PAGES.equals(type)) {
                        continue;
                    }
                    if (dictionary instanceof COSStream stream) {
                        check(stream);
                    }
                    dictionary.getValues().forEach(value -> add(open, value));
                }
                default -> {}
            }
        }
    }

    /// Checks what a picture claims.
    private void check(long width, long height) throws Exceeded {
        if (!limit.admits(width, height)) {
            throw new Exceeded(limit.excess(width, height));
        }
    }

    /// Checks a picture that PDFBox unpacks whole, which it does with all that are no plain JPEG
    /// and all that it draws.
    void checkUnpacked(PDImage picture) throws IOException {
        check(picture.getWidth(), picture.getHeight());
        Optional<String> excess =
                limit.excessAtOnce(picture.getWidth(), picture.getHeight(), bits(picture));
        if (excess.isPresent()) {
            throw new Exceeded(excess.get());
        }
    }

    /// How many bits of memory a pixel takes as PDFBox gives it.
    static long bits(PDImage picture) throws IOException {
        return picture.isStencil() || picture.getColorSpace().getNumberOfComponents() == 1
                ? Byte.SIZE
                : COLOURS;
    }

    private static void add(Deque<COSBase> open, @Nullable COSBase value) {
        if (value != null) {
            open.add(value);
        }
    }

    private void check(COSStream stream) throws IOException {
        List<String> filters = filters(stream);
        checkUnpacked(stream, filters);
        int width = stream.getInt(COSName.WIDTH, 0);
        int height = stream.getInt(COSName.HEIGHT, 0);
        check(width, height);
        for (COSDictionary parameters : parameters(stream)) {
            check(
                    parameters.getInt(COSName.COLUMNS, 1),
                    Math.max(height, parameters.getInt(COSName.ROWS, 1)));
        }
        if (filters.stream().anyMatch(JPEG::contains)) {
            try (InputStream jpeg = new PDStream(stream).createInputStream(JPEG)) {
                byte[] bytes = jpeg.readAllBytes();
                JpegFrame frame =
                        JpegFrame.at(ByteBuffer.wrap(bytes), 0).orElse(new JpegFrame(0, 0, 0));
                check(frame.width(), frame.height());
                if (JpegScans.tooMany(bytes)) {
                    throw new Exceeded(JpegScans.EXCESS);
                }
            }
        }
        if (filters.stream().anyMatch(JBIG2::contains)) {
            checkJbig2(stream, width, height);
        }
    }

    private void checkJbig2(COSStream stream, int width, int height) throws IOException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (COSDictionary parameters : parameters(stream)) {
            COSStream shared = parameters.getCOSStream(COSName.JBIG2_GLOBALS);
            if (shared != null) {
                checkUnpacked(shared, filters(shared));
                try (InputStream segments = shared.createInputStream()) {
                    segments.transferTo(whole);
                }
            }
        }
        try (InputStream segments = new PDStream(stream).createInputStream(JBIG2)) {
            segments.transferTo(whole);
        }
        Optional<String> refusal = Jbig2Segments.refusal(whole.toByteArray(), limit, width, height);
        if (refusal.isPresent()) {
            throw new Exceeded(refusal.get());
        }
    }

    private void checkUnpacked(COSStream stream, List<String> filters) throws IOException {
        long layers = filters.stream().filter(PACKING::contains).count();
        if (layers == 0) {
            return;
        }
        if (layers > 1) {
            throw new Exceeded(
                    "a stream is packed %d times over, the limit is 1".formatted(layers));
        }
        boolean flate = FLATE.contains(filters.getFirst());
        long size =
                flate ? inflated(stream) : Math.multiplyExact(HIGHEST_RATIO, packedSize(stream));
        if (size > streamBytes) {
            throw new Exceeded(
                    "a stream may unpack to more than the limit of %d bytes"
                            .formatted(streamBytes));
        }
    }

    /// How much the stream unpacks to; stops soon after the limit.
    private long inflated(COSStream stream) throws IOException {
        if (!stream.hasData()) {
            return 0;
        }
        byte[] buffer = new byte[BUFFER];
        long size = 0;
        try (InputStream unpacked = new InflaterInputStream(stream.createRawInputStream())) {
            int more = unpacked.read(buffer);
            while (more >= 0 && size <= streamBytes) {
                size += more;
                more = unpacked.read(buffer);
            }
        }
        return size;
    }

    private static long packedSize(COSStream stream) throws IOException {
        if (!stream.hasData()) {
            return 0;
        }
        try (InputStream packed = stream.createRawInputStream()) {
            return packed.transferTo(OutputStream.nullOutputStream());
        }
    }

    private static List<String> filters(COSStream stream) {
        List<String> names = new ArrayList<>();
        switch (stream.getFilters()) {
            case COSName one -> names.add(one.getName());
            case COSArray several -> names.addAll(several.toCOSNameStringList());
            case null, default -> {}
        }
        return names;
    }

    private static List<COSDictionary> parameters(COSStream stream) {
        List<COSDictionary> found = new ArrayList<>();
        switch (stream.getDictionaryObject(COSName.DECODE_PARMS, COSName.DP)) {
            case COSDictionary one -> found.add(one);
            case COSArray several -> {
                for (int i = 0; i < several.size(); i++) {
                    if (several.getObject(i) instanceof COSDictionary one) {
                        found.add(one);
                    }
                }
            }
            case null, default -> {}
        }
        return found;
    }
}
