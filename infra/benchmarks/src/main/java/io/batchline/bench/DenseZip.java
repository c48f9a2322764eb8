package io.batchline.bench;

import io.batchline.samples.sheets.DenseSheets;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/// Sheets of 600 bubbles in a ZIP with their template, as grey JPEG of the quality that scanners
/// write, the scan's grain included.
///
/// @param jpegs the sheets' files
/// @param truths what is on them
record DenseZip(Path zip, List<byte[]> jpegs, List<DenseSheets.Truth> truths) {
    private static final float QUALITY = 0.85f;

    static DenseZip write(Path folder, long seed, int sheets, int dpi) throws IOException {
        Path zip = folder.resolve("dense.zip");
        DenseSheets press = new DenseSheets(seed, dpi);
        List<byte[]> jpegs = new ArrayList<>();
        List<DenseSheets.Truth> truths = new ArrayList<>();
        try (OutputStream out = Files.newOutputStream(zip);
                ZipOutputStream to = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
            store(to, "template.json", DenseSheets.template());
            store(to, "evaluation.json", DenseSheets.evaluation());
            for (int index = 0; index < sheets; index++) {
                truths.add(press.draw(index));
                jpegs.add(jpeg(press));
                store(to, "scans/%05d.jpg".formatted(index), jpegs.getLast());
            }
        }
        return new DenseZip(zip, jpegs, truths);
    }

    long meanBytes() {
        return jpegs.stream().mapToLong(file -> file.length).sum() / jpegs.size();
    }

    private static void store(ZipOutputStream zip, String name, byte[] content) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(content);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    private static byte[] jpeg(DenseSheets press) throws IOException {
        BufferedImage image =
                new BufferedImage(press.width(), press.height(), BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setDataElements(0, 0, press.width(), press.height(), press.pixels());
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(stream);
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionQuality(QUALITY);
            writer.write(null, new IIOImage(image, null, null), param);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }
}
