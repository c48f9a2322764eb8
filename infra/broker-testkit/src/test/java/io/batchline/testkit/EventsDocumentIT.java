package io.batchline.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.batchline.contract.batch.BatchCommand;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.topic.Topic;
import io.batchline.contract.topic.Topics;
import io.batchline.kafka.ClientProperties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `infra/docs/events.md` shows is compiled and run as it stands there.
class EventsDocumentIT {
    private static final Path DOCUMENT = Path.of("../docs/events.md");
    private static final Pattern PROGRAM = Pattern.compile("(?s)```java\\n(.+?)```");
    private static final Pattern TOPIC =
            Pattern.compile("(?m)^\\| `([a-z-]+)` \\| [^|]*(?:batch id)");

    @TempDir Path folder;

    @Test
    void the_consumer_in_java_prints_each_event_with_its_type() throws Exception {
        var broker = TestBroker.shared().connection();
        var topic = TestTopics.copyOf(broker, Topics.BATCH_COMMANDS);
        BatchId batch = BatchId.random();
        try (var producer =
                new KafkaProducer<byte[], byte[]>(ClientProperties.producer(broker, "test"))) {
            var start = new BatchCommand.Start(batch, Instant.EPOCH);
            producer.send(topic.write(batch, start, "test", Instant.EPOCH)).get();
            producer.send(topic.tombstone(batch, Instant.EPOCH)).get();
        }
        Path output = folder.resolve("output.txt");
        Process watch = watch(broker.bootstrapServers(), topic.name(), output);
        try {
            await("the program has printed both")
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> Files.readString(output).contains("gone " + batch));
            assertThat(Files.readString(output))
                    .contains("io.batchline.batchcommand.start %s {".formatted(batch));
        } finally {
            watch.destroyForcibly().waitFor();
        }
    }

    @Test
    void the_topics_that_it_names_are_there() throws IOException {
        assertThat(TOPIC.matcher(Files.readString(DOCUMENT)).results().map(each -> each.group(1)))
                .isNotEmpty()
                .isSubsetOf(Topics.all().stream().map(Topic::name).toList());
    }

    /// Java compiles a single file by itself before it runs it.
    private Process watch(String broker, String topic, Path output) throws IOException {
        Matcher program = PROGRAM.matcher(Files.readString(DOCUMENT));
        assertThat(program.find()).as("a program in " + DOCUMENT).isTrue();
        Path source = Files.writeString(folder.resolve("Watch.java"), program.group(1));
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        source.toString(),
                        broker,
                        topic)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }
}
