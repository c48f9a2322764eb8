package io.batchline.cli.shell;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;

/// Rows of a list, as they come for programs and as a table for people.
public final class Rows {
    private final PrintStream out;
    private final boolean isJson;
    private final Table table;

    public Rows(Setting setting, JsonChoice json, String... headings) {
        this.out = setting.out();
        this.isJson = json.isChosen();
        this.table = new Table(headings);
    }

    /// @param row as the server told it
    /// @param cells the same for people, one for each heading
    public void add(JsonNode row, String... cells) {
        if (isJson) {
            out.println(row);
        } else {
            table.add(cells);
        }
    }

    /// All rows have come.
    public void end() {
        if (!isJson) {
            table.print(out);
        }
    }
}
