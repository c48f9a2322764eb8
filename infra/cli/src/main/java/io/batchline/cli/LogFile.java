package io.batchline.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Where the log goes: the console belongs to the command's own words. To be called before anything
/// logs.
final class LogFile {
    private static final String CONFIGURATION = "logback.configurationFile";

    private LogFile() {}

    /// Warnings only, to the error output.
    static void quiet() {
        System.setProperty(CONFIGURATION, "io/batchline/cli/logback-console.xml");
    }

    /// Everything to a file of the data folder, which rolls over.
    ///
    /// @return the file
    static Path in(Path dataFolder) throws IOException {
        Path file = dataFolder.resolve("logs").resolve("batchline.log").toAbsolutePath();
        Files.createDirectories(file.resolveSibling("."));
        System.setProperty(CONFIGURATION, "io/batchline/cli/logback-file.xml");
        System.setProperty("batchline.log", file.toString());
        return file;
    }
}
