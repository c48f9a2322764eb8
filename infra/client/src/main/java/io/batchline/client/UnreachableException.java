package io.batchline.client;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.UnresolvedAddressException;

/// There is no connection to the server; the message names it.
public final class UnreachableException extends IOException {
    private static final long serialVersionUID = 1L;

    UnreachableException(URI server, IOException cause) {
        super(sentence(server, cause), cause);
    }

    private static String sentence(URI server, IOException cause) {
        return isUnresolved(cause)
                ? "there is no such host: %s".formatted(server.getHost())
                : "no server answers at %s".formatted(server);
    }

    private static boolean isUnresolved(Throwable cause) {
        for (Throwable each = cause; each != null; each = each.getCause()) {
            if (each instanceof UnresolvedAddressException) {
                return true;
            }
        }
        return false;
    }
}
