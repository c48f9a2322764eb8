package io.batchline.outbound;

import java.net.UnknownHostException;

/// A host that leads to an inner address, and so for whoever wants to call it to none. The message
/// names the kind of the address and not the address: what names mean inside is not told outside.
public final class InnerTargetException extends UnknownHostException {
    private static final long serialVersionUID = 1L;

    InnerTargetException(String host, String kind) {
        super("'%s' is or leads to a %s address, which is not called".formatted(host, kind));
    }
}
