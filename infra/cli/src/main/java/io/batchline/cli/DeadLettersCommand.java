package io.batchline.cli;

import io.batchline.cli.letters.LetterBox;
import io.batchline.cli.letters.LetterForms;
import io.batchline.cli.letters.Listing;
import io.batchline.cli.letters.Replay;
import io.batchline.cli.letters.Wanted;
import io.batchline.cli.shell.ExitCode;
import io.batchline.cli.shell.Setting;
import io.batchline.contract.topic.DeadLetter;
import io.batchline.contract.topic.Topics;
import io.batchline.kafka.KafkaConnection;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `dead-letters`: records that nobody could use, to look at and to write back.
@Command(
        name = "dead-letters",
        mixinStandardHelpOptions = true,
        description = "Records that nobody could use: looks at them, writes them back.",
        subcommands = {
            DeadLettersCommand.ListLetters.class,
            DeadLettersCommand.ReplayLetters.class
        })
final class DeadLettersCommand {

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "The newest dead letters, the newest last.")
    static final class ListLetters implements Callable<Integer> {
        @Mixin private final KafkaOptions kafka;
        @Spec private CommandSpec spec = CommandSpec.create();

        @Option(names = "--topic", description = "Only those that came from this topic")
        private @Nullable String topic;

        @Option(names = "--limit", defaultValue = "20", description = "How many (default: 20)")
        private int limit = 20;

        @Option(names = "--json", description = "One JSON object per line, with all bytes")
        private boolean json;

        ListLetters(Setting setting) {
            this.kafka = new KafkaOptions(setting.environment());
        }

        @Override
        public Integer call() throws IOException, InterruptedException {
            Listing listing = new Listing(known(topic), limit);
            KafkaConnection connection = kafka.connection();
            new LetterBox(connection).read(listing::take);
            var out = spec.commandLine().getOut();
            var shown = listing.shown();
            (json ? LetterForms.json(shown) : LetterForms.table(shown)).forEach(out::println);
            out.flush();
            return ExitCode.DONE.code();
        }
    }

    @Command(
            name = "replay",
            mixinStandardHelpOptions = true,
            description =
                    "Writes dead letters back to where they came from: same topic, partition, key, bytes and headers.")
    static final class ReplayLetters implements Callable<Integer> {
        @Mixin private final KafkaOptions kafka;
        @Spec private CommandSpec spec = CommandSpec.create();

        @Parameters(
                paramLabel = "POSITION",
                arity = "0..*",
                description = "Which ones, as `list` shows them, for example 0:12")
        private List<String> positions = List.of();

        @Option(names = "--all", description = "All that were not replayed yet")
        private boolean all;

        @Option(names = "--topic", description = "With --all: only those of this topic")
        private @Nullable String topic;

        ReplayLetters(Setting setting) {
            this.kafka = new KafkaOptions(setting.environment());
        }

        @Override
        public Integer call() throws IOException, InterruptedException {
            Wanted wanted = wanted();
            KafkaConnection connection = kafka.connection();
            LetterBox box = new LetterBox(connection);
            if (all) {
                box.read(wanted::learn);
            }
            var out = spec.commandLine().getOut();
            try (Replay replay = new Replay(connection, Clock.systemUTC())) {
                box.read(found -> wanted.choose(found).ifPresent(replay::take));
                var report = replay.finish(wanted.missing());
                report.lines().forEach(out::println);
                out.flush();
                return (report.isComplete() ? ExitCode.DONE : ExitCode.ERROR).code();
            }
        }

        private Wanted wanted() {
            if (all == !positions.isEmpty()) {
                throw new IllegalArgumentException(
                        "which ones? Give positions as `dead-letters list` shows them, or --all");
            }
            if (topic != null && !all) {
                throw new IllegalArgumentException("--topic narrows --all, not single positions");
            }
            return all
                    ? Wanted.all(known(topic))
                    : Wanted.only(positions.stream().map(DeadLetter.Position::parse).toList());
        }
    }

    private static Optional<String> known(@Nullable String topic) {
        if (topic != null && Topics.all().stream().noneMatch(t -> t.name().equals(topic))) {
            throw new IllegalArgumentException(
                    "topic %s is not one of Batchline's: %s"
                            .formatted(
                                    topic,
                                    String.join(
                                            ", ",
                                            Topics.all().stream().map(t -> t.name()).toList())));
        }
        return Optional.ofNullable(topic);
    }
}
