package io.batchline.workload.sheets;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batchline.samples.sheets.SheetBatch;
import io.batchline.samples.sheets.SheetBatchSpec;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;
import javax.imageio.ImageIO;

/// Two generated sheets, to be put into other kinds of files.
///
/// @param zip a batch of both, with their template, marker and key
/// @param expected what their JPEG files are read as, by column, without the file's name
record TwoSheets(
        Path zip, BufferedImage first, BufferedImage second, List<Map<String, String>> expected) {
    private static final String FIRST = "scans/sheet-00001.jpg";
    private static final String SECOND = "scans/sheet-00002.jpg";

    static TwoSheets generate(Path folder) throws Exception {
        Path zip =
                SheetBatch.generate(SheetBatchSpec.of(2, 3), folder.resolve("two.zip"), _ -> {})
                        .zip();
        PipelineInSmall result = PipelineInSmall.run(new AnswerSheets(), new FileSource(zip));
        return new TwoSheets(
                zip,
                ImageIO.read(new ByteArrayInputStream(entry(zip, FIRST))),
                ImageIO.read(new ByteArrayInputStream(entry(zip, SECOND))),
                result.rows.values().stream().map(TwoSheets::values).toList());
    }

    /// The first one's file.
    byte[] jpeg() throws IOException {
        return entry(zip, FIRST);
    }

    /// A ZIP of these files beside the sheets' template, marker and key.
    FileSource with(Map<String, byte[]> files, Path folder) throws IOException {
        SmallZip other = new SmallZip();
        try (ZipFile from = new ZipFile(zip.toFile())) {
            for (var entry :
                    from.stream().filter(e -> !e.getName().startsWith("scans/")).toList()) {
                other.with(entry.getName(), from.getInputStream(entry).readAllBytes());
            }
        }
        files.forEach(other::with);
        return other.at(folder.resolve("formats.zip"));
    }

    static Map<String, String> values(ObjectNode row) {
        Map<String, String> values = new LinkedHashMap<>();
        row.properties().forEach(field -> values.put(field.getKey(), field.getValue().asText()));
        values.remove("file");
        return values;
    }

    private static byte[] entry(Path batch, String name) throws IOException {
        try (ZipFile file = new ZipFile(batch.toFile());
                var in = file.getInputStream(file.getEntry(name))) {
            return in.readAllBytes();
        }
    }
}
