package io.batchline.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.cli.client.ApiClient;
import io.batchline.client.ProgressView;
import io.batchline.client.StreamEvent;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.progress.ProgressStage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// A batch's stream from its first event to its last.
record Followed(List<StreamEvent> events, List<ProgressView> progress) {

    static Followed toTheEnd(ApiClient api, BatchId batch)
            throws IOException, InterruptedException {
        List<StreamEvent> events = new ArrayList<>();
        api.watch(batch, events::add);
        List<ProgressView> progress = new ArrayList<>();
        for (StreamEvent event : events) {
            progress.add(event.progress());
        }
        return new Followed(events, progress);
    }

    ProgressView last() {
        return progress.getLast();
    }

    String lastId() {
        return events.getLast().id();
    }

    void isWellFormed() {
        assertThat(events).allSatisfy(event -> assertThat(event.id()).isNotBlank());
        assertThat(events).extracting(StreamEvent::id).doesNotHaveDuplicates();
        assertThat(events.subList(0, events.size() - 1))
                .allSatisfy(event -> assertThat(event.kind()).isEqualTo("progress"));
        assertThat(events.getLast().isLast()).isTrue();
        Map<ProgressStage, Double> byStage = new EnumMap<>(ProgressStage.class);
        double whole = 0;
        for (ProgressView each : progress) {
            assertThat(each.progressPercentage())
                    .as("%s does not fall", each.stage())
                    .isGreaterThanOrEqualTo(byStage.getOrDefault(each.stage(), 0.0));
            assertThat(each.batchPercentage())
                    .as("the batch's percentage at %s does not fall", each)
                    .isGreaterThanOrEqualTo(whole);
            assertThat(each.message()).isNotBlank();
            assertThat(each.stageLabel()).isNotBlank();
            byStage.put(each.stage(), each.progressPercentage());
            whole = each.batchPercentage();
        }
    }
}
