package io.batchline.gateway.sse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.batchline.contract.id.BatchId;
import io.batchline.contract.progress.Progress;
import io.batchline.contract.progress.ProgressStage;
import io.batchline.gateway.hub.Board;
import io.batchline.gateway.hub.From;
import io.batchline.gateway.hub.ProgressEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class UnheardBrokerTest {
    private static final BatchId BATCH = new BatchId("b1");

    private final ProgressData data = new ProgressData();
    private final Board board = new Board(Clock.systemUTC());
    private final AtomicBoolean heard = new AtomicBoolean(true);
    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();

    @Test
    void a_viewer_is_told_once_that_the_broker_is_not_heard_and_once_that_it_is_again()
            throws Exception {
        // given
        board.onProgress(1, progress(ProgressStage.PROCESSING, 40));
        var writer =
                new StreamWriter(
                        board.watch(BATCH, new From.Beginning()),
                        new StreamWriter.Frames(
                                frame(event -> data.bytes(event.progress(), "sheets")),
                                frame(event -> data.unheard(event.progress(), "sheets"))),
                        heard::get,
                        StreamSettings.USUAL);
        Thread viewer = Thread.ofVirtual().start(() -> write(writer));
        awaitFrames(1);

        // when
        heard.set(false);
        awaitFrames(2);
        heard.set(true);
        awaitFrames(3);
        board.onProgress(2, progress(ProgressStage.COMPLETED, 100));
        viewer.join();

        // then
        assertThat(frames().map(frame -> frame.contains("\"broker unreachable\"")))
                .containsExactly(false, true, false, false);
        assertThat(frames().limit(3)).allMatch(frame -> frame.startsWith("id: 1\nevent: progress"));
    }

    private static Function<ProgressEvent, byte[]> frame(Function<ProgressEvent, byte[]> data) {
        return event ->
                Frame.event(
                        Frame.eventName(event.progress().stage()),
                        event.position(),
                        data.apply(event));
    }

    private void write(StreamWriter writer) {
        try {
            writer.writeTo(sent);
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitFrames(int number) {
        await().atMost(Duration.ofSeconds(10)).until(() -> frames().count() == number);
    }

    private Stream<String> frames() {
        return Stream.of(sent.toString(UTF_8).split("\n\n", -1))
                .filter(frame -> frame.startsWith("id: "));
    }

    private static Progress progress(ProgressStage stage, double percent) {
        return new Progress(
                BATCH,
                1,
                stage,
                stage.wireId(),
                "Progress",
                percent,
                stage.batchPercentage(percent),
                100,
                (long) percent,
                0,
                4,
                1,
                1,
                null,
                0,
                false,
                null,
                Instant.now());
    }
}
