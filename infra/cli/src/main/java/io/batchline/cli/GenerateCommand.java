package io.batchline.cli;

import io.batchline.cli.shell.ExitCode;
import io.batchline.cli.shell.Setting;
import io.batchline.samples.sheets.SheetBatch;
import io.batchline.samples.sheets.SheetBatchSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `generate sheets`: a made-up batch and its truth.
@Command(
        name = "generate",
        mixinStandardHelpOptions = true,
        description = "Makes sample input with its truth.",
        synopsisSubcommandLabel = "sheets")
final class GenerateCommand {
    private final Setting setting;
    @Spec private CommandSpec spec = CommandSpec.create();

    GenerateCommand(Setting setting) {
        this.setting = setting;
    }

    @Command(
            name = "sheets",
            description =
                    "Makes a ZIP of answer sheets, and beside it what is on them. The same seed gives the same bytes.",
            mixinStandardHelpOptions = true)
    int sheets(
            @Option(
                            names = "--count",
                            defaultValue = "200",
                            description = "How many (default: 200)")
                    int count,
            @Option(names = "--seed", defaultValue = "1", description = "Which ones (default: 1)")
                    long seed,
            @Option(
                            names = "--dpi",
                            defaultValue = "200",
                            description = "200 or 300 (default: 200)")
                    int dpi,
            @Option(
                            names = "--native",
                            description =
                                    "With a template of our own keys, read by evidence; without: OMRChecker's")
                    boolean evidence,
            @Option(names = "--out", required = true, description = "The ZIP to write") Path out)
            throws IOException, InterruptedException {
        SheetBatchSpec plain = SheetBatchSpec.of(count, seed).withDpi(dpi);
        SheetBatchSpec wanted = evidence ? plain.withNativeTemplate() : plain;
        Path parent = out.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        boolean terminal = setting.terminals().isOutput();
        var output = spec.commandLine().getOut();
        SheetBatch batch =
                SheetBatch.generate(
                        wanted,
                        out,
                        made -> {
                            if (terminal && (made % 10 == 0 || made == count)) {
                                output.print("\rSheets: %d/%d".formatted(made, count));
                                output.flush();
                            }
                        });
        output.println(terminal ? "" : "Sheets: %d".formatted(count));
        output.println("ZIP:    " + batch.zip());
        output.println("Truth:  " + batch.truth());
        return ExitCode.DONE.code();
    }
}
