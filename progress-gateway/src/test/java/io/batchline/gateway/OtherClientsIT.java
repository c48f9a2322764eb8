package io.batchline.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.batchline.contract.id.BatchId;
import io.batchline.contract.progress.ProgressStage;
import io.batchline.gateway.WaywardProxy.Way;
import io.batchline.gateway.client.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Clients that others wrote follow a batch whose connection is cut in the middle of an event: each
/// event once, in order, and an end. Skipped where a client can't be had.
@Timeout(90)
final class OtherClientsIT extends OnGateway {
    private static final String EVENT_SOURCE = "eventsource@4.1.1";
    private static final String FETCH_EVENT_SOURCE = "@microsoft/fetch-event-source@2.0.1";

    /// What the first of the two needs.
    private static final int NODE = 20;

    private static final Path SCRIPTS = Path.of("src", "test", "js", "others");

    @Test
    void the_package_eventsource() throws Exception {
        isFollowed(ofNpm("eventsource.mjs"));
    }

    @Test
    void the_package_fetch_event_source() throws Exception {
        isFollowed(ofNpm("fetch-event-source.mjs"));
    }

    @Test
    void curl() throws Exception {
        assumeTrue(
                Files.isExecutable(Path.of("/bin/bash"))
                        && (Files.isExecutable(Path.of("/usr/bin/curl"))
                                || Files.isExecutable(Path.of("/bin/curl"))),
                "there is no bash or no curl here");
        isFollowed(List.of("/bin/bash", SCRIPTS.resolve("curl.sh").toAbsolutePath().toString()));
    }

    /// The script beside the packages, where it finds them.
    private static List<String> ofNpm(String script) throws IOException, InterruptedException {
        Node.require(NODE);
        Path folder = Node.installed("other-clients", EVENT_SOURCE, FETCH_EVENT_SOURCE);
        Path copy = folder.resolve(script);
        Files.copy(SCRIPTS.resolve(script), copy, StandardCopyOption.REPLACE_EXISTING);
        return List.of("node", copy.toString());
    }

    private void isFollowed(List<String> client) throws Exception {
        BatchId batch = gateway.created("exam").batchId();
        List<Long> written = new ArrayList<>();
        written.add(gateway.progress(batch, ProgressStage.EXTRACTING, 0));
        written.add(gateway.progress(batch, ProgressStage.EXTRACTING, 100));
        try (WaywardProxy proxy = WaywardProxy.before(gateway.port());
                Follower follower = follow(client, proxy, batch)) {
            follower.awaitId(written.getLast());
            written.add(gateway.progress(batch, ProgressStage.PROCESSING, 10));
            follower.awaitId(written.getLast());

            for (Way way : List.of(Way.END, Way.RESET)) {
                proxy.streamsAre(way);
                for (int i = 0; i < 3; i++) {
                    double percent = 5.0 * written.size();
                    written.add(gateway.progress(batch, ProgressStage.PROCESSING, percent));
                }
                follower.awaitId(written.getLast());
                written.add(
                        gateway.progress(batch, ProgressStage.PROCESSING, 5.0 * written.size()));
                follower.awaitId(written.getLast());
            }
            follower.awaitBreaks(2);
            written.add(gateway.progress(batch, ProgressStage.COMPLETED, 100));

            assertThat(follower.end()).isEqualTo("ended 204");
            assertThat(follower.ids())
                    .containsExactlyElementsOf(written.stream().map(Object::toString).toList());
            assertThat(proxy.resumed())
                    .as("the first, two after a cut, and the one that is told the end")
                    .hasSize(4)
                    .endsWith(written.getLast().toString());
        }
    }

    private Follower follow(List<String> client, WaywardProxy proxy, BatchId batch)
            throws IOException {
        List<String> command = new ArrayList<>(client);
        command.add("%s/api/batches/%s/stream".formatted(proxy.address(), batch));
        command.add(gateway.token());
        return Follower.started(Path.of("target").toAbsolutePath(), command);
    }
}
