package io.batchline.cli;

import io.batchline.cli.shell.ExitCode;
import io.batchline.cli.shell.Setting;
import io.batchline.local.Local;
import io.batchline.local.LocalConfig;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `local`: all of Batchline in this process, until it is told to stop.
@Command(
        name = "local",
        mixinStandardHelpOptions = true,
        description = "Runs everything in one process, with its data in one folder.")
final class LocalCommand implements Callable<Integer> {
    private static final String ADMIN_PASSWORD = "BATCHLINE_ADMIN_PASSWORD";
    private static final Duration STOP_WITHIN = Duration.ofSeconds(5);

    private final Setting setting;
    private final Map<String, String> environment;
    private final PrintStream out;

    @Option(names = "--port", defaultValue = "8080", description = "Default: 8080; 0: any")
    private int port = 8080;

    @Option(
            names = "--data",
            defaultValue = "${sys:user.home}/.batchline",
            description = "Where everything is kept (default: ~/.batchline)")
    private Path data = Path.of("");

    @Option(names = "--demo", description = "Also makes a batch of sheets and runs it")
    private boolean demo;

    @Option(
            names = "--count",
            defaultValue = "200",
            description = "How many sheets the demo has (default: 200)")
    private int count = 200;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "Which sheets the demo has (default: 1)")
    private long seed = 1;

    @Option(names = "--exit", description = "Ends after the demo instead of staying up")
    private boolean exit;

    LocalCommand(Setting setting) {
        this.setting = setting;
        this.environment = setting.environment();
        this.out = setting.out();
    }

    @Override
    public Integer call() throws Exception {
        Path log = LogFile.in(data);
        Optional<String> password = Optional.ofNullable(environment.get(ADMIN_PASSWORD));
        LocalConfig config = LocalConfig.in(data, port, password).with(environment);
        out.println("Starting in %s (log: %s)".formatted(data.toAbsolutePath(), log));
        long begin = System.nanoTime();
        Shutdown shutdown = Shutdown.interrupting(Thread.currentThread(), STOP_WITHIN);
        try (Local local = Local.start(config)) {
            out.println(
                    "Batchline is up after %.1f s: %s"
                            .formatted(
                                    Duration.ofNanos(System.nanoTime() - begin).toMillis() / 1000.0,
                                    local.address()));
            out.println(loginHint(local, password));
            out.println(databaseHint(local));
            return use(local, local.newPassword().or(() -> password)).code();
        } catch (InterruptedException _) {
            return ExitCode.ERROR.code();
        } finally {
            shutdown.done();
        }
    }

    private ExitCode use(Local local, Optional<String> known)
            throws IOException, InterruptedException {
        ExitCode end =
                demo ? new Demo(local, known, data, setting).run(count, seed) : ExitCode.DONE;
        if (!exit) {
            out.println("Ctrl-C stops it.");
            new CountDownLatch(1).await();
        }
        return end;
    }

    private String databaseHint(Local local) {
        return "PostgreSQL: psql -U %s %s (password in %s)"
                .formatted(
                        local.database().user(),
                        local.database().url().substring("jdbc:".length()),
                        data.toAbsolutePath().resolve("database").resolve("password"));
    }

    private static String loginHint(Local local, Optional<String> given) {
        return local.newPassword()
                .map(drawn ->
                        "Log in as admin with %s (shown this once, kept only as a hash)"
                                .formatted(drawn))
                .orElse(
                        "Log in as admin with the password "
                                + (given.isPresent()
                                        ? "in %s".formatted(ADMIN_PASSWORD)
                                        : "of the first start (a new one: set %s and start again)"
                                                .formatted(ADMIN_PASSWORD)));
    }
}
