package io.batchline.workers;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batchline.contract.batch.Labels;
import io.batchline.contract.item.Item;
import io.batchline.contract.stage.FailureKind;
import io.batchline.workload.ExtractContext;
import io.batchline.workload.ItemContext;
import io.batchline.workload.Organized;
import io.batchline.workload.Processed;
import io.batchline.workload.Rejected;
import io.batchline.workload.SourceRejected;
import io.batchline.workload.Workload;
import io.batchline.workload.WorkloadInfo;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;

/// A workload for tests: the lines of a text. `bad` is refused, `-- x` separates, `a:b` is of group
/// a, `slow` never ends by itself, `flaky` fails and may be tried again, `phased` ends each of its
/// four phases when a test lets it, and a line of digits is also its own score.
///
/// @param phaseEnds one permit for each phase of `phased` that may end
record LineWorkload(Semaphore phaseEnds) implements Workload {
    static final String NAME = "lines";
    static final int PHASES = 4;

    @Override
    public WorkloadInfo info() {
        return new WorkloadInfo(
                NAME,
                new Labels(Map.of(), "lines"),
                List.of("file", "group", "qr_text", "score"),
                JsonNodeFactory.instance.objectNode(),
                Duration.ofSeconds(30),
                WorkloadInfo.BoundBy.PROCESSOR);
    }

    @Override
    public void extract(ExtractContext context)
            throws IOException, SourceRejected, InterruptedException {
        try (var channel = context.source().open();
                var lines =
                        new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8))) {
            String line = lines.readLine();
            if (line == null) {
                throw new SourceRejected("empty", "the text holds no line (rule empty)");
            }
            for (int number = 1; line != null; number++, line = lines.readLine()) {
                ObjectNode data = JsonNodeFactory.instance.objectNode().put("text", line);
                context.found("line-" + number, data);
                context.report("Found %d lines".formatted(number), number, 0);
            }
        }
    }

    private static String text(Item item) {
        return item.data().path("text").asText();
    }

    @Override
    public Organized organize(Item item, ItemContext context) {
        String text = text(item);
        if (text.startsWith("-- ")) {
            return new Organized.Separator(text.substring(3));
        }
        int colon = text.indexOf(':');
        return colon < 0
                ? new Organized.Ungrouped()
                : new Organized.Grouped(text.substring(0, colon));
    }

    @Override
    public Processed process(Item item, ItemContext context) throws InterruptedException {
        String text = text(item);
        if (text.equals("phased")) {
            for (int phase = 1; phase <= PHASES; phase++) {
                context.phase(phase, PHASES, "part " + phase);
                phaseEnds.acquire();
            }
        }
        if (text.equals("bad")) {
            return new Rejected(FailureKind.PERMANENT, "bad_line", item.name() + " is bad");
        }
        if (text.equals("flaky")) {
            return new Rejected(FailureKind.TRANSIENT, "flaky_line", item.name() + " is flaky");
        }
        if (text.equals("slow")) {
            new CountDownLatch(1).await();
        }
        if (text.equals("huge")) {
            text = "x".repeat(100_000);
        }
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        row.put("file", item.name());
        row.put("group", context.group().orElse(null));
        row.putNull("qr_text");
        if (text.chars().allMatch(Character::isDigit)) {
            row.put("score", Integer.parseInt(text));
        }
        return new Processed.Completed(row.put("zz", text).put("aaaa", text.length()));
    }
}
