package io.batchline.cli;

import io.batchline.cli.shell.Setting;
import io.batchline.cli.shell.Terminals;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/// Runs commands as the main does, in a home of their own, and keeps what the last one printed. No
/// terminal anywhere.
final class Shell {
    private final Path home;
    private final Map<String, String> environment;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private byte[] input = {};

    Shell(Path home, Map<String, String> environment) {
        this.home = home;
        this.environment = Map.copyOf(environment);
    }

    /// What the next command reads.
    Shell reading(String text) {
        return reading(text.getBytes(StandardCharsets.UTF_8));
    }

    Shell reading(byte[] bytes) {
        input = bytes;
        return this;
    }

    int run(String... arguments) {
        out.reset();
        err.reset();
        Setting setting =
                new Setting(
                        environment,
                        home,
                        new ByteArrayInputStream(input),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        new NoTerminal());
        input = new byte[0];
        return BatchlineMain.run(setting, arguments);
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private static final class NoTerminal implements Terminals {
        @Override
        public boolean isOutput() {
            return false;
        }

        @Override
        public boolean isError() {
            return false;
        }

        @Override
        public int width() {
            return FALLBACK_WIDTH;
        }

        @Override
        public String secret(String prompt) throws IOException {
            throw new IOException("there is no terminal to ask at");
        }
    }
}
