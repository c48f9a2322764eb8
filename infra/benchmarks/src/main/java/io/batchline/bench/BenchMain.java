package io.batchline.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The entry of `batchline bench`.
@Command(
        name = "batchline bench",
        mixinStandardHelpOptions = true,
        description = "Measures, and prints what it measured side by side.",
        subcommands = {
            PipelineCommand.class,
            CoordinationCommand.class,
            SheetsCommand.class,
            AccuracyCommand.class,
            DoubtsCommand.class,
            IngestCommand.class,
            GatewayCommand.class
        })
public final class BenchMain {
    private BenchMain() {}

    public static void main(String[] args) {
        System.setProperty("logback.configurationFile", "io/batchline/cli/logback-console.xml");
        System.exit(new CommandLine(new BenchMain()).execute(args));
    }
}
