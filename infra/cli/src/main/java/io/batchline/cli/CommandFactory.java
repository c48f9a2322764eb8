package io.batchline.cli;

import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/// Makes the commands; hands the environment, which only the main reads, to those that want it.
final class CommandFactory implements IFactory {
    private final IFactory plain = CommandLine.defaultFactory();
    private final Map<String, String> environment;

    CommandFactory(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        if (type == LocalCommand.class) {
            return type.cast(new LocalCommand(environment));
        }
        if (type == DeadLettersCommand.ListLetters.class) {
            return type.cast(new DeadLettersCommand.ListLetters(new KafkaOptions(environment)));
        }
        if (type == DeadLettersCommand.ReplayLetters.class) {
            return type.cast(new DeadLettersCommand.ReplayLetters(new KafkaOptions(environment)));
        }
        return plain.create(type);
    }
}
