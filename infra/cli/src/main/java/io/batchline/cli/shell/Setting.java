package io.batchline.cli.shell;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// What surrounds a call of the command line.
///
/// @param home the user's folder
public record Setting(
        Map<String, String> environment,
        Path home,
        InputStream in,
        PrintStream out,
        PrintStream err,
        Terminals terminals) {
    private static final String OURS = "batchline";

    public Setting {
        environment = Map.copyOf(environment);
    }

    /// That of this process.
    public static Setting ofProcess(Map<String, String> environment) {
        return new Setting(
                environment,
                Path.of(System.getProperty("user.home")),
                System.in,
                System.out,
                System.err,
                new NativeTerminal());
    }

    /// A variable that is set and not empty.
    public Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    /// Where settings of this user are kept, as the XDG base directories say.
    public Path configuration() {
        return folder("XDG_CONFIG_HOME", Path.of(".config"));
    }

    /// Where is kept what a later call goes on with.
    public Path state() {
        return folder("XDG_STATE_HOME", Path.of(".local", "state"));
    }

    /// A relative one is passed over, as the specification wants it.
    private Path folder(String variable, Path otherwise) {
        return variable(variable)
                .map(Path::of)
                .filter(Path::isAbsolute)
                .orElse(home.resolve(otherwise))
                .resolve(OURS);
    }
}
