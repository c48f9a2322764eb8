package io.batchline.workload.sheets.picture;

import java.io.IOException;
import java.util.concurrent.Semaphore;

/// Lets large pictures be decoded one at a time: several at once would not fit on a worker's heap,
/// which grows with its cores by what usual pages need.
final class LargePictures {
    /// A page of A4 at 300 dpi takes 26 MB in colours.
    private static final long LARGE = 40L << 20;

    private final Semaphore turn = new Semaphore(1, true);

    /// Makes greys of a picture's own form.
    @FunctionalInterface
    interface Decode {
        GrayPicture run() throws IOException;
    }

    /// @param bytes of the picture as its decoder gives it
    GrayPicture decode(long bytes, Decode decode) throws IOException {
        if (bytes < LARGE) {
            return decode.run();
        }
        // Seconds for each picture that waits before this one: all of them are bounded.
        turn.acquireUninterruptibly();
        try {
            return decode.run();
        } finally {
            turn.release();
        }
    }
}
