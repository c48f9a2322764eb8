package io.batchline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.cli.shell.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SheetsCommandTest {
    private static final String TEMPLATE =
            """
            {"pageDimensions": [1050, 1485], "bubbleDimensions": [22, 22],
             "markers": {"shape": "square", "size": 40,
              "centers": [[75, 75], [975, 75], [75, 1410], [975, 1410]]},
             "qr": {"box": [800, 170, 130, 130]},
             "fieldBlocks": {"Questions": {"fieldType": "QTYPE_MCQ4", "origin": [160, 600],
              "fieldLabels": ["q1..20"], "bubblesGap": 40, "labelsGap": 36}}}
            """;

    @TempDir private Path folder;
    private String said = "";

    @Test
    void what_is_printed_is_drafted_back() throws Exception {
        // given
        Path template = Files.writeString(folder.resolve("template.json"), TEMPLATE);
        Path roster =
                Files.writeString(
                        folder.resolve("students.csv"),
                        "candidate,name,group\n1,Zoë,10-A\n2,\u674E,10-A\n");
        Path pdf = folder.resolve("out/sheets.pdf");

        // then
        assertThat(
                        run(
                                "print",
                                "--template",
                                template.toString(),
                                "--roster",
                                roster.toString(),
                                "--out",
                                pdf.toString(),
                                "--paper",
                                "Letter"))
                .isEqualTo(ExitCode.DONE.code());
        assertThat(said).contains("Sheets: 2", "PDF:    " + pdf, "Note:   line 3: not in the font");

        Path draft = folder.resolve("draft");
        assertThat(run("template", pdf.toString(), "--page", "2", "--out", draft.toString()))
                .isEqualTo(ExitCode.DONE.code());
        assertThat(said)
                .contains(
                        "Found:  4 markers",
                        "Found:  a QR code",
                        "10-A|2",
                        "20 fields q1..20, 4 bubbles each (A B C D)",
                        "Wrote:  " + draft.resolve("template.json"));
        assertThat(draft.resolve("overlay.png")).isNotEmptyFile();

        assertThat(run("template", pdf.toString(), "--out", draft.toString()))
                .isEqualTo(ExitCode.ERROR.code());
        assertThat(said).contains("template.json is there already");
    }

    @Test
    void what_is_refused_is_said_without_a_trace() throws Exception {
        Path roster = Files.writeString(folder.resolve("students.csv"), "name\nA\n");
        Files.writeString(folder.resolve("template.json"), TEMPLATE);
        String[] print = {
            "print",
            "--template",
            folder.toString(),
            "--roster",
            roster.toString(),
            "--out",
            folder.resolve("sheets.pdf").toString()
        };
        assertThat(run(print)).isEqualTo(ExitCode.ERROR.code());
        assertThat(said)
                .contains("students.csv: line 1: there is no column 'candidate'")
                .doesNotContain("\tat ");
        assertThat(run("print")).isEqualTo(ExitCode.USAGE.code());
        print[6] = folder.resolve("other.pdf").toString();
        assertThat(run(with(print, "--paper", "a3"))).isEqualTo(ExitCode.USAGE.code());
        assertThat(said).contains("--paper is 'a3', allowed is a4 or letter");
        assertThat(run("template", roster.toString())).isEqualTo(ExitCode.ERROR.code());
        assertThat(said).contains("students.csv: not a picture");
        assertThat(run("template", roster.toString(), "--page", "0"))
                .isEqualTo(ExitCode.USAGE.code());
    }

    private static String[] with(String[] arguments, String... more) {
        String[] all = Arrays.copyOf(arguments, arguments.length + more.length);
        System.arraycopy(more, 0, all, arguments.length, more.length);
        return all;
    }

    private int run(String... arguments) {
        Shell shell = new Shell(folder, Map.of());
        int code = shell.run(with(new String[] {"sheets"}, arguments));
        said = shell.out() + shell.err();
        return code;
    }
}
