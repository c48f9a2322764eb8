package io.batchline.workload;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// What extract works with; used by one thread.
public interface ExtractContext {
    Source source();

    ObjectNode options();

    /// Announces the next item.
    ///
    /// @param name for people, for example the path within the ZIP
    /// @param data what organize and process need to find it: a reference, or the row itself
    void found(String name, ObjectNode data);

    /// Says what is allowed and probably not meant: shown at the stage's end and in the summary.
    void warn(String message);

    /// Says how far it is.
    ///
    /// @param total 0 while not known
    void report(String message, long done, long total) throws InterruptedException;
}
