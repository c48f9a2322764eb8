package io.batchline.workload.sheets;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.batchline.contract.item.Item;
import io.batchline.workload.Processed;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Extracts a PDF and reads its first, middle and last sheet, in a JVM whose heap is given.
final class LargePdfRun {
    private LargePdfRun() {}

    public static void main(String[] args) throws Exception {
        PipelineInSmall pipeline =
                new PipelineInSmall(
                        new AnswerSheets(),
                        new FileSource(Path.of(args[0])),
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("template", BareSourcesTest.TEMPLATE));
        pipeline.extract();
        List<Item> items = pipeline.items;
        System.out.println(items.size() + " sheets");
        for (int at : new int[] {0, items.size() / 2, items.size() - 1}) {
            Processed read = pipeline.again(items.get(at), Map.of());
            System.out.println(
                    items.get(at).name()
                            + (read instanceof Processed.Completed row
                                    ? " %s%s%s"
                                            .formatted(
                                                    row.fields().path("q1").asText(),
                                                    row.fields().path("q2").asText(),
                                                    row.fields().path("q3").asText())
                                    : " " + read));
        }
    }
}
