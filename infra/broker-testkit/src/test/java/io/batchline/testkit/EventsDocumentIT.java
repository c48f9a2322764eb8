package io.batchline.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.batchline.contract.batch.BatchCommand;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.topic.Topic;
import io.batchline.contract.topic.Topics;
import io.batchline.kafka.ClientProperties;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `infra/docs/events.md` shows is compiled and run as it stands there.
class EventsDocumentIT {
    private static final Path DOCUMENT = Path.of("../docs/events.md");
    private static final Duration SOON = Duration.ofMinutes(1);
    private static final String BROKER = "-b 127.0.0.1:9092";
    private static final String SHOWN_TOPIC = "-t item-events";
    private static final Pattern TOPIC =
            Pattern.compile("(?m)^\\| `([a-z-]+)` \\| [^|]*(?:batch id)");

    @TempDir Path folder;

    @Test
    void the_consumer_in_java_prints_each_event_with_its_type() throws Exception {
        Told told = tell();
        Path output = folder.resolve("output.txt");
        Process watch = watch(told, output);
        try {
            await("the program has printed both")
                    .atMost(SOON)
                    .until(() -> Files.readString(output).contains("gone " + told.batch()));
            assertThat(Files.readString(output))
                    .contains("io.batchline.batchcommand.start %s {".formatted(told.batch()));
        } finally {
            watch.destroyForcibly().waitFor();
        }
    }

    @Test
    void the_line_for_kcat_prints_each_event_with_its_headers() throws Exception {
        assumeTrue(isInstalled("kcat"), "no kcat on this machine: its line was not tried");
        Told told = tell();
        Path output = folder.resolve("output.txt");
        Process kcat = kcat(told, output);
        try {
            await("kcat has printed both")
                    .atMost(SOON)
                    .until(() -> Files.readString(output).contains(".deleted"));
            assertThat(Files.readString(output).lines())
                    .anySatisfy(line ->
                            assertThat(line)
                                    .startsWith(told.batch() + " ")
                                    .contains("ce_type=io.batchline.batchcommand.start")
                                    .contains("{\"type\":\"start\""))
                    .anySatisfy(line ->
                            assertThat(line)
                                    .startsWith(told.batch() + " ")
                                    .contains("ce_type=io.batchline.batchcommand.deleted"));
        } finally {
            kcat.destroyForcibly().waitFor();
        }
    }

    @Test
    void the_topics_that_it_names_are_there() throws IOException {
        assertThat(TOPIC.matcher(Files.readString(DOCUMENT)).results().map(each -> each.group(1)))
                .isNotEmpty()
                .isSubsetOf(Topics.all().stream().map(Topic::name).toList());
    }

    /// An event and one without data, on a topic of this test's own.
    private record Told(String broker, String topic, BatchId batch) {}

    private static Told tell() throws Exception {
        var broker = TestBroker.shared().connection();
        var topic = TestTopics.copyOf(broker, Topics.BATCH_COMMANDS);
        BatchId batch = BatchId.random();
        try (var producer =
                new KafkaProducer<byte[], byte[]>(ClientProperties.producer(broker, "test"))) {
            var start = new BatchCommand.Start(batch, Instant.EPOCH);
            producer.send(topic.write(batch, start, "test", Instant.EPOCH)).get();
            producer.send(topic.tombstone(batch, "test", Instant.EPOCH)).get();
        }
        return new Told(broker.bootstrapServers(), topic.name(), batch);
    }

    /// Java compiles a single file by itself before it runs it.
    private Process watch(Told told, Path output) throws IOException {
        Path source = Files.writeString(folder.resolve("Watch.java"), block("java"));
        return start(
                output,
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                source.toString(),
                told.broker(),
                told.topic());
    }

    /// The line as it stands there, of another broker and topic.
    private static Process kcat(Told told, Path output) throws IOException {
        String line = block("sh").strip();
        assertThat(line).startsWith("kcat ").contains(BROKER).contains(SHOWN_TOPIC);
        return start(
                output,
                "sh",
                "-c",
                "exec "
                        + line.replace(BROKER, "-b " + told.broker())
                                .replace(SHOWN_TOPIC, "-t " + told.topic()));
    }

    private static Process start(Path output, String... command) throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    private static String block(String language) throws IOException {
        Matcher block =
                Pattern.compile("(?s)```%s\\n(.+?)```".formatted(language))
                        .matcher(Files.readString(DOCUMENT));
        assertThat(block.find()).as("a block of %s in %s", language, DOCUMENT).isTrue();
        return block.group(1);
    }

    private static boolean isInstalled(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
