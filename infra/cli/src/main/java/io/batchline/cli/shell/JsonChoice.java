package io.batchline.cli.shell;

import picocli.CommandLine.Option;

/// Whether a command prints for programs.
public final class JsonChoice {
    @Option(names = "--json", description = "Prints JSON, one object per line")
    private boolean chosen;

    public boolean isChosen() {
        return chosen;
    }
}
