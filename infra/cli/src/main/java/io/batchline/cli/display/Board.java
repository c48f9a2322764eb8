package io.batchline.cli.display;

import io.batchline.client.StreamEvent;

/// Where the progress of several batches is shown. May be called by a thread for each of them.
public sealed interface Board extends AutoCloseable
        permits TerminalBoard, StageBoard, LineBoard, JsonBoard {

    /// @param label which batch: the same text each time
    void uploads(String label, Transfer transfer);

    void sees(String label, StreamEvent event);

    /// Something that a person should know and no percentage tells.
    void notes(String label, String text);

    /// Nothing more comes; what was held back is shown.
    @Override
    void close();
}
