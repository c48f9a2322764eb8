package io.batchline.gateway.sse;

import io.batchline.contract.progress.Progress;
import io.batchline.gateway.hub.ProgressEvent;
import java.io.ByteArrayOutputStream;

/// How events become bytes, in one form of the stream.
///
/// @param usual what may be shared by all viewers
/// @param unheard the event again, while the broker is not heard
/// @param snapshot the event for who has missed more than is held
record EventFrames(Encoding usual, Encoding unheard, Encoding snapshot) {
    /// An event's bytes without its id.
    @FunctionalInterface
    interface Encoding {
        /// @param items what the batch's workload calls its items
        byte[] of(ProgressEvent event, String items);
    }

    /// As the contract says: named events, all their fields. Their bytes are made once.
    static EventFrames named(ProgressData data) {
        return new EventFrames(
                (event, items) ->
                        event.frame(shared -> event(shared.progress(), data.bytes(shared, items))),
                (event, items) -> event(event.progress(), data.unheard(event, items)),
                (event, items) -> event(event.progress(), data.snapshot(event, items)));
    }

    private static byte[] event(Progress progress, byte[] data) {
        return Frame.event(Frame.eventName(progress.stage()), data);
    }

    /// The id is the last line: some clients take it as seen as soon as they read it, and would go
    /// on behind an event of which a cut connection gave them half.
    static void write(ByteArrayOutputStream to, String id, byte[] frame) {
        to.write(frame, 0, frame.length - 1);
        to.writeBytes(Frame.id(id));
        to.write('\n');
    }
}
