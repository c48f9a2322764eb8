package io.batchline.cli;

import io.batchline.cli.client.RefusedException;
import java.io.IOException;
import java.net.ConnectException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The entry of the command line.
@Command(
        name = "batchline",
        mixinStandardHelpOptions = true,
        description = "Takes batches of scanned sheets through their stages and shows every step.",
        exitCodeListHeading = "%nExit codes:%n",
        subcommands = {
            LocalCommand.class,
            GenerateCommand.class,
            SheetsCommand.class,
            ClientCommands.Submit.class,
            ClientCommands.Watch.class,
            ClientCommands.ListBatches.class,
            ClientCommands.Cancel.class,
            ControlCommands.Pause.class,
            ControlCommands.Resume.class,
            ControlCommands.Retry.class,
            ControlCommands.Change.class,
            ControlCommands.Audit.class,
            ClientCommands.Results.class,
            DeadLettersCommand.class
        })
public final class BatchlineMain {
    private BatchlineMain() {}

    public static void main(String[] args) {
        // What is no exception (a class that can't be loaded) must end the process too.
        Thread.currentThread()
                .setUncaughtExceptionHandler((_, e) -> {
                    e.printStackTrace();
                    System.exit(ExitCode.ERROR.code());
                });
        LogFile.quiet();
        System.exit(commandLine(System.getenv()).execute(args));
    }

    static CommandLine commandLine(Map<String, String> environment) {
        CommandLine line =
                new CommandLine(new BatchlineMain(), new CommandFactory(environment))
                        .setExecutionExceptionHandler(BatchlineMain::explain);
        Map<String, String> codes = new TreeMap<>();
        Arrays.stream(ExitCode.values())
                .forEach(code -> codes.put(Integer.toString(code.code()), code.meaning()));
        withCodes(line, codes);
        return line;
    }

    private static void withCodes(CommandLine line, Map<String, String> codes) {
        line.getCommandSpec().usageMessage().exitCodeList(codes);
        line.getSubcommands().values().forEach(sub -> withCodes(sub, codes));
    }

    private static String sentence(Exception e) {
        if (e instanceof ConnectException) {
            return "No server answers there: is Batchline running? (--url, BATCHLINE_URL)";
        }
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }

    /// What a user can do something about is a sentence; anything else is a bug and keeps its
    /// trace.
    private static int explain(Exception e, CommandLine line, CommandLine.ParseResult parsed)
            throws Exception {
        if (e instanceof RefusedException
                || e instanceof IOException
                || e instanceof IllegalArgumentException
                || e instanceof IllegalStateException) {
            line.getErr().println(sentence(e));
            return e instanceof IllegalArgumentException
                    ? ExitCode.USAGE.code()
                    : ExitCode.ERROR.code();
        }
        throw e;
    }
}
