package io.batchline.cli.shell;

import io.batchline.cli.display.Board;
import io.batchline.cli.display.JsonBoard;
import io.batchline.cli.display.LineBoard;
import io.batchline.cli.display.SafeText;
import io.batchline.cli.display.StageBoard;
import io.batchline.cli.display.TerminalBoard;

/// Which board fits where it is read: bars where a person looks, lines where a file or another
/// program reads.
public final class Boards {
    private Boards() {}

    /// On the output, as what the command is there for.
    public static Board onOutput(Setting setting, boolean json) {
        if (json) {
            return new JsonBoard(setting.out());
        }
        return setting.terminals().isOutput()
                ? new TerminalBoard(setting.out(), setting.terminals()::width)
                : new LineBoard(setting.out());
    }

    /// Every stage of one batch.
    public static Board ofStages(Setting setting) {
        return setting.terminals().isOutput()
                ? new StageBoard(setting.out())
                : new LineBoard(setting.out());
    }

    /// Beside an output that is something else.
    public static Board onError(Setting setting) {
        return setting.terminals().isError()
                ? new TerminalBoard(setting.err(), setting.terminals()::width)
                : new LineBoard(setting.err());
    }

    /// Says of one of several batches that it failed: above the bars where there are any, else as
    /// an error.
    public static void complain(
            Setting setting, boolean json, Board board, String label, String why) {
        if (!json && board instanceof TerminalBoard) {
            board.notes(label, why);
        } else {
            setting.err().println(SafeText.lines(label + ": " + why));
        }
    }
}
