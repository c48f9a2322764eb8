package io.batchline.cli;

import io.batchline.cli.batches.AuditCommand;
import io.batchline.cli.batches.ItemsCommand;
import io.batchline.cli.batches.ListCommand;
import io.batchline.cli.batches.ResultsCommand;
import io.batchline.cli.batches.ReviewCommand;
import io.batchline.cli.batches.StatusCommand;
import io.batchline.cli.batches.SteeringCommands;
import io.batchline.cli.batches.WorkloadsCommand;
import io.batchline.cli.display.SafeText;
import io.batchline.cli.hooks.WebhooksCommand;
import io.batchline.cli.people.AuditLogCommand;
import io.batchline.cli.people.KeysCommand;
import io.batchline.cli.people.TenantsCommand;
import io.batchline.cli.people.UsersCommand;
import io.batchline.cli.session.LoginCommand;
import io.batchline.cli.session.LogoutCommand;
import io.batchline.cli.session.WhoamiCommand;
import io.batchline.cli.shell.AtOnce;
import io.batchline.cli.shell.ExitCode;
import io.batchline.cli.shell.Setting;
import io.batchline.cli.submit.SubmitCommand;
import io.batchline.cli.watch.WatchCommand;
import io.batchline.client.UnreachableException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The entry of the command line.
@Command(
        name = "batchline",
        mixinStandardHelpOptions = true,
        description = "Takes batches of scanned sheets through their stages and shows every step.",
        subcommands = {
            LoginCommand.class,
            LogoutCommand.class,
            WhoamiCommand.class,
            SubmitCommand.class,
            WatchCommand.class,
            ListCommand.class,
            StatusCommand.class,
            ItemsCommand.class,
            SteeringCommands.Start.class,
            SteeringCommands.Pause.class,
            SteeringCommands.Resume.class,
            SteeringCommands.Cancel.class,
            SteeringCommands.Retry.class,
            SteeringCommands.Change.class,
            SteeringCommands.Delete.class,
            ResultsCommand.class,
            ReviewCommand.class,
            AuditCommand.class,
            WorkloadsCommand.class,
            UsersCommand.class,
            KeysCommand.class,
            TenantsCommand.class,
            WebhooksCommand.class,
            AuditLogCommand.class,
            DeadLettersCommand.class,
            SheetsCommand.class,
            GenerateCommand.class,
            LocalCommand.class,
            CompletionCommand.class
        })
public final class BatchlineMain {
    private static final String CODES = "%nExit codes (of several batches: the worst):%n";

    private BatchlineMain() {}

    public static void main(String[] args) {
        // What is no exception (a class that can't be loaded) must end the process too.
        Thread.currentThread()
                .setUncaughtExceptionHandler((_, e) -> {
                    e.printStackTrace();
                    System.exit(ExitCode.ERROR.code());
                });
        LogFile.quiet();
        System.exit(run(Setting.ofProcess(System.getenv()), args));
    }

    /// @return the exit code: no success where what was printed did not arrive
    static int run(Setting setting, String... args) {
        int code = commandLine(setting).execute(args);
        if (!setting.out().checkError()) {
            return code;
        }
        setting.err()
                .println("The output could not be written: its disk is full, or nobody reads it.");
        return ExitCode.ERROR.code();
    }

    static CommandLine commandLine(Setting setting) {
        CommandLine line =
                new CommandLine(new BatchlineMain(), new CommandFactory(setting))
                        .setCaseInsensitiveEnumValuesAllowed(true)
                        .setOut(new PrintWriter(setting.out(), true, StandardCharsets.UTF_8))
                        .setErr(new PrintWriter(setting.err(), true, StandardCharsets.UTF_8))
                        .setExecutionExceptionHandler(BatchlineMain::explain);
        Map<String, String> codes = new LinkedHashMap<>();
        Arrays.stream(ExitCode.values())
                .forEach(code -> codes.put(Integer.toString(code.code()), code.meaning()));
        withCodes(line, codes);
        return line;
    }

    private static void withCodes(CommandLine line, Map<String, String> codes) {
        line.getCommandSpec().usageMessage().exitCodeListHeading(CODES).exitCodeList(codes);
        line.getSubcommands().values().forEach(sub -> withCodes(sub, codes));
    }

    private static String sentence(Exception e) {
        return e instanceof UnreachableException
                ? "%s (is Batchline running? --server, BATCHLINE_SERVER)".formatted(e.getMessage())
                : AtOnce.sentence(e);
    }

    /// What a user can do something about is a sentence; anything else is a bug and keeps its
    /// trace.
    private static int explain(Exception e, CommandLine line, CommandLine.ParseResult parsed)
            throws Exception {
        if (e instanceof IOException
                || e instanceof IllegalArgumentException
                || e instanceof IllegalStateException) {
            line.getErr().println(SafeText.lines(sentence(e)));
            return e instanceof IllegalArgumentException
                    ? ExitCode.USAGE.code()
                    : ExitCode.ERROR.code();
        }
        throw e;
    }
}
