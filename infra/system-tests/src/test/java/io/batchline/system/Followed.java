package io.batchline.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.batchline.cli.client.ApiClient;
import io.batchline.cli.client.BatchStream;
import io.batchline.cli.client.StreamEvent;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.progress.Progress;
import io.batchline.contract.progress.ProgressStage;
import io.batchline.contract.topic.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// A batch's stream from its first event to its last.
record Followed(List<StreamEvent> events, List<Progress> progress) {

    static Followed toTheEnd(ApiClient api, BatchId batch)
            throws IOException, InterruptedException {
        JsonMapper json = Json.mapper();
        List<StreamEvent> events = new ArrayList<>();
        new BatchStream(api, batch).follow(events::add);
        List<Progress> progress = new ArrayList<>();
        for (StreamEvent event : events) {
            progress.add(json.readValue(event.data(), Progress.class));
        }
        return new Followed(events, progress);
    }

    Progress last() {
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
        for (Progress each : progress) {
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
