package io.batchline.cli.shell;

import java.io.IOException;

/// What is at the other end of the streams: a person at a terminal, or a file or program.
public interface Terminals {
    int FALLBACK_WIDTH = 80;

    /// Whether what is printed is looked at on a terminal.
    boolean isOutput();

    /// The same of what is printed as an error.
    boolean isError();

    /// Characters in a line, as the terminal is now.
    int width();

    /// Asks for a secret without showing it.
    ///
    /// @throws IOException when nobody can be asked
    String secret(String prompt) throws IOException;
}
