package io.batchline.cli;

import io.batchline.cli.shell.ExitCode;
import io.batchline.cli.shell.Setting;
import io.batchline.workload.sheets.draft.DraftJob;
import io.batchline.workload.sheets.draft.DraftRefused;
import io.batchline.workload.sheets.print.Paper;
import io.batchline.workload.sheets.print.PrintJob;
import io.batchline.workload.sheets.print.PrintRefused;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `sheets`: answer sheets before a batch of them: printed from a template, or the template drafted
/// from a blank one. Works on files, without a server.
@Command(
        name = "sheets",
        mixinStandardHelpOptions = true,
        description = "Prints answer sheets; drafts a template from the picture of a blank one.",
        subcommands = {SheetsCommand.Print.class, SheetsCommand.Draft.class})
final class SheetsCommand {

    @Command(
            name = "print",
            mixinStandardHelpOptions = true,
            description =
                    "Makes a PDF with one sheet per candidate, each with its name, id and QR code.")
    static final class Print implements Callable<Integer> {
        private static final int SAY_EVERY = 50;

        private final Setting setting;
        @Spec private CommandSpec spec = CommandSpec.create();

        @Option(
                names = "--template",
                required = true,
                paramLabel = "PATH",
                description = "A template.json with `markers` and `qr`, or its folder")
        private Path template = Path.of("");

        @Option(
                names = "--roster",
                required = true,
                paramLabel = "CSV",
                description =
                        "Who gets a sheet: columns candidate (required), name, group, and any others")
        private Path roster = Path.of("");

        @Option(
                names = "--out",
                required = true,
                paramLabel = "PDF",
                description = "The file to write")
        private Path out = Path.of("");

        @Option(
                names = "--paper",
                defaultValue = "a4",
                description = "a4 or letter (default: a4)",
                paramLabel = "SIZE")
        private String paper = "a4";

        @Option(
                names = "--font",
                paramLabel = "TTF",
                description =
                        "A TrueType font for names in other than Latin, Greek and Cyrillic letters")
        private @Nullable Path font;

        Print(Setting setting) {
            this.setting = setting;
        }

        @Override
        public Integer call() throws IOException {
            PrintWriter output = spec.commandLine().getOut();
            boolean terminal = setting.terminals().isOutput();
            PrintJob job =
                    new PrintJob(template, roster, out, paper(paper), Optional.ofNullable(font));
            try {
                PrintJob.Printed printed =
                        job.run(done -> {
                            if (terminal && done % SAY_EVERY == 0) {
                                output.print("\rSheets: %d".formatted(done));
                                output.flush();
                            }
                        });
                output.println((terminal ? "\r" : "") + "Sheets: %d".formatted(printed.sheets()));
                output.println("PDF:    " + out);
                printed.warnings().forEach(warning -> output.println("Note:   " + warning));
                output.flush();
                return ExitCode.DONE.code();
            } catch (PrintRefused e) {
                spec.commandLine().getErr().println(e.getMessage());
                return ExitCode.ERROR.code();
            }
        }

        private static Paper paper(String name) {
            return switch (name.toLowerCase(Locale.ROOT)) {
                case "a4" -> Paper.A4;
                case "letter" -> Paper.LETTER;
                default ->
                        throw new IllegalArgumentException(
                                "--paper is '%s', allowed is a4 or letter".formatted(name));
            };
        }
    }

    @Command(
            name = "template",
            mixinStandardHelpOptions = true,
            description =
                    "Finds bubbles, markers and a QR code on an upright blank sheet; writes a first template.json and an overlay picture to check it by.")
    static final class Draft implements Callable<Integer> {
        @Spec private CommandSpec spec = CommandSpec.create();

        @Parameters(
                paramLabel = "BLANK",
                description = "Picture or PDF of a blank sheet, best at 150 dpi or more")
        private Path blank = Path.of("");

        @Option(
                names = "--page",
                defaultValue = "1",
                description = "Which page of a PDF or TIFF (default: 1)")
        private int page = 1;

        @Option(
                names = "--out",
                paramLabel = "DIR",
                description =
                        "The folder to write to (default: the file's name without its ending)")
        private @Nullable Path out;

        @Override
        public Integer call() throws IOException {
            PrintWriter output = spec.commandLine().getOut();
            try {
                DraftJob.Written written = new DraftJob(blank, page, folder()).run();
                written.found().forEach(sentence -> output.println("Found:  " + sentence));
                written.unsure().forEach(sentence -> output.println("Check:  " + sentence));
                written.files().forEach(file -> output.println("Wrote:  " + file));
                output.flush();
                return ExitCode.DONE.code();
            } catch (DraftRefused e) {
                spec.commandLine().getErr().println(e.getMessage());
                return ExitCode.ERROR.code();
            }
        }

        private Path folder() {
            if (out != null) {
                return out;
            }
            String name = String.valueOf(blank.getFileName());
            int dot = name.lastIndexOf('.');
            return Path.of(dot > 0 ? name.substring(0, dot) : name + "-template");
        }
    }
}
