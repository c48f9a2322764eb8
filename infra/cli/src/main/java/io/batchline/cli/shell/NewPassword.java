package io.batchline.cli.shell;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Option;

/// How a command gets a secret: asked for without showing it, or from the standard input; never as
/// an argument, which others on the machine can see.
public final class NewPassword {
    private final Setting setting;

    @Option(
            names = "--password-stdin",
            description = "Reads it from the standard input, its first line")
    private boolean fromInput;

    public NewPassword(Setting setting) {
        this.setting = setting;
    }

    /// @param twice whether it has to be typed again, because it is a new one
    public String read(String prompt, boolean twice) throws IOException {
        if (!fromInput) {
            String typed = setting.terminals().secret(prompt);
            if (twice && !typed.equals(setting.terminals().secret(prompt + " again"))) {
                throw new IllegalArgumentException("these were two different ones");
            }
            return typed;
        }
        String line =
                new BufferedReader(new InputStreamReader(setting.in(), StandardCharsets.UTF_8))
                        .readLine();
        if (line == null || line.isEmpty()) {
            throw new IllegalArgumentException("the standard input has nothing in it");
        }
        return line;
    }
}
