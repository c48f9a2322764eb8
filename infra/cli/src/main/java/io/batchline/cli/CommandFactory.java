package io.batchline.cli;

import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/// Makes the commands; hands the environment, which only the main reads, to the one that wants it.
final class CommandFactory implements IFactory {
    private final IFactory plain = CommandLine.defaultFactory();
    private final Map<String, String> environment;

    CommandFactory(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        return type == LocalCommand.class
                ? type.cast(new LocalCommand(environment))
                : plain.create(type);
    }
}
