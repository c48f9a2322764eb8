package io.batchline.workload.rehearsal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batchline.contract.item.RowDetails;
import io.batchline.workload.ItemContext;
import io.batchline.workload.Processed;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;

/// A row with one doubtful field, `answer`: it reads B, and one of A to D may be decided.
final class RehearsedDoubt {
    static final String FIELD = "answer";

    private static final String READ = "B";
    private static final String CROP = "crop-answer.png";
    private static final int SIDE = 8;

    private RehearsedDoubt() {}

    static Processed completed(ObjectNode row, ItemContext context) throws IOException {
        row.put(FIELD, context.decisions().values().getOrDefault(FIELD, READ));
        context.attach("overlay.png", picture());
        context.attach(CROP, picture());
        ObjectNode details = JsonNodeFactory.instance.objectNode();
        ObjectNode doubt = details.putArray(RowDetails.DOUBTS).addObject();
        doubt.put("field", FIELD)
                .put("value", READ)
                .put("confidence", 0.6)
                .put("reason", "rehearsed");
        ArrayNode choices = doubt.putArray("choices");
        for (String choice : List.of("A", READ, "C", "D")) {
            choices.addObject()
                    .put("value", choice)
                    .put("fill", choice.equals(READ) ? 0.5 : 0)
                    .put("marked", choice.equals(READ));
        }
        doubt.put("crop", CROP);
        return new Processed.Completed(row, details);
    }

    /// A small grey square.
    static byte[] picture() throws IOException {
        var bytes = new ByteArrayOutputStream();
        if (!ImageIO.write(
                new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY), "png", bytes)) {
            throw new IllegalStateException("this JDK writes no PNG");
        }
        return bytes.toByteArray();
    }
}
