package io.batchline.cli.watch;

import io.batchline.cli.client.ApiClient;
import io.batchline.cli.display.Board;
import io.batchline.cli.shell.ExitCode;
import io.batchline.client.StreamEvent;
import io.batchline.client.Watcher;
import io.batchline.contract.id.BatchId;
import java.io.IOException;

/// One batch that is followed on a board.
///
/// @param label its name there
public record Watched(ApiClient api, BatchId batch, String label, Board board) {

    /// @return how the batch ended
    public ExitCode follow() throws IOException, InterruptedException {
        StreamEvent end = api.watch(batch, new OnBoard(label, board));
        return ExitCode.of(end.progress());
    }

    private record OnBoard(String label, Board board) implements Watcher {
        @Override
        public void sees(StreamEvent event) {
            board.sees(label, event);
        }

        @Override
        public void hears(String note) {
            board.notes(label, note);
        }
    }
}
