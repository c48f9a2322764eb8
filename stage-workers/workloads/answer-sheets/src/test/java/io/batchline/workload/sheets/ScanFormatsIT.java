package io.batchline.workload.sheets;

import static java.awt.image.BufferedImage.TYPE_3BYTE_BGR;
import static java.awt.image.BufferedImage.TYPE_BYTE_BINARY;
import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.workload.sheets.pages.ScanFiles;
import io.batchline.workload.sheets.pages.ScanFiles.Embedding;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The same generated sheet in every kind of file.
class ScanFormatsIT {
    @TempDir private static Path shared;

    private static TwoSheets two;

    @TempDir private Path folder;

    @BeforeAll
    static void generate() throws Exception {
        two = TwoSheets.generate(shared);
    }

    @Test
    void a_sheet_reads_the_same_from_every_format() throws Exception {
        // given: the formats in one batch
        BufferedImage colour = ScanFiles.as(TYPE_3BYTE_BGR, two.first());
        BufferedImage bits = ScanFiles.as(TYPE_BYTE_BINARY, two.first());
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("grey.png", ScanFiles.file(two.first(), "png"));
        files.put("grey.bmp", ScanFiles.file(two.first(), "bmp"));
        files.put("colour.bmp", ScanFiles.file(colour, "bmp"));
        files.put("bits.bmp", ScanFiles.file(bits, "bmp"));
        files.put("lzw.tif", ScanFiles.tiff("LZW", List.of(two.first())));
        files.put("deflate.tiff", ScanFiles.tiff("Deflate", List.of(colour)));
        files.put("packed.tif", ScanFiles.tiff("PackBits", List.of(two.first())));
        files.put("jpeg.tif", ScanFiles.tiff("JPEG", List.of(two.first())));
        files.put("jpeg-colour.TIF", ScanFiles.tiff("JPEG", List.of(colour)));
        files.put("g4.tif", ScanFiles.tiff("CCITT T.6", List.of(bits)));
        files.put("g3.tif", ScanFiles.tiff("CCITT T.4", List.of(bits)));
        files.put("scan.pdf", ScanFiles.pdf(Embedding.LOSSLESS, List.of(two.first())));
        files.put("scan-jpeg.pdf", ScanFiles.pdf(Embedding.JPEG, List.of(colour)));
        files.put("scan-bits.pdf", ScanFiles.pdf(Embedding.LOSSLESS, List.of(bits)));
        files.put("named-wrongly.jpg", ScanFiles.tiff("LZW", List.of(two.first())));

        // when
        PipelineInSmall result = PipelineInSmall.run(new AnswerSheets(), two.with(files, folder));

        // then
        assertThat(result.failures).isEmpty();
        assertThat(result.rows).containsOnlyKeys(files.keySet());
        assertThat(result.rows)
                .allSatisfy((name, row) ->
                        assertThat(TwoSheets.values(row))
                                .as(name)
                                .isEqualTo(two.expected().getFirst()));
    }
}
