package io.batchline.client;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;

/// What keeps a network from carrying, in words for people.
public final class Breaks {
    private Breaks() {}

    public static String sentence(IOException e) {
        return switch (e) {
            case HttpTimeoutException _ -> "the server does not answer in time";
            case ConnectException _ -> "no server answers there";
            case UnknownHostException _ -> "there is no such host: " + e.getMessage();
            default -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        };
    }
}
