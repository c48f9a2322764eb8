package io.batchline.client;

import java.io.IOException;
import java.net.http.HttpTimeoutException;

/// What keeps a network from carrying, in words for people.
public final class Breaks {
    private Breaks() {}

    public static String sentence(IOException e) {
        return switch (e) {
            case HttpTimeoutException _ -> "the server does not answer in time";
            default -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        };
    }
}
