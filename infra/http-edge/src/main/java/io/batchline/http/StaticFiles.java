package io.batchline.http;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.staticfiles.ResourceHandler;
import io.javalin.http.staticfiles.StaticFileConfig;
import io.javalin.security.RouteRole;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// Files of the jars, for everyone: read and compressed once at the start. Browsers keep them and
/// ask each time whether they have changed. Filled by one thread before the server listens.
final class StaticFiles implements ResourceHandler {
    private static final int NOT_MODIFIED = 304;
    private static final String INDEX = "index.html";

    private final Map<String, StaticFile> files = new HashMap<>();

    /// @param path where they are found, such as `/lib`, or `/`
    /// @param contents by their paths from there on
    void add(String path, Map<String, byte[]> contents, Map<String, String> headers) {
        String root = path.equals("/") ? path : path + "/";
        contents.forEach((name, content) -> {
            StaticFile file = StaticFile.of(name, content, headers);
            files.put(root + name, file);
            if (name.equals(INDEX)) {
                files.put(root, file);
            }
        });
    }

    @Override
    public boolean canHandle(Context ctx) {
        return files.containsKey(path(ctx));
    }

    @Override
    public boolean handle(Context ctx) {
        StaticFile file = files.get(path(ctx));
        if (file == null) {
            return false;
        }
        StaticFile.Form form = file.form(ctx.header("Accept-Encoding"));
        file.headers().forEach(ctx::header);
        ctx.header("Cache-Control", "no-cache")
                .header("Vary", "Accept-Encoding")
                .header("ETag", form.tag());
        if (StaticFile.isKnown(ctx.header("If-None-Match"), form.tag())) {
            ctx.status(NOT_MODIFIED);
            return true;
        }
        ctx.contentType(file.type()).header("Content-Length", "" + form.bytes().length);
        if (form.encoding() != null) {
            ctx.header("Content-Encoding", form.encoding());
        }
        if (!ctx.method().equals(HandlerType.HEAD)) {
            write(ctx, form.bytes());
        }
        return true;
    }

    /// Whoever puts an address together of two halves has a slash too many.
    private static String path(Context ctx) {
        return ctx.path().replaceFirst("^/+", "/");
    }

    /// Past Javalin's own stream, which would compress once more.
    private static void write(Context ctx, byte[] bytes) {
        try {
            ctx.res().getOutputStream().write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("the client is gone", e);
        }
    }

    @Override
    public boolean addStaticFileConfig(StaticFileConfig config) {
        throw new UnsupportedOperationException("files are added by Api.files");
    }

    @Override
    public Set<RouteRole> resourceRouteRoles(Context ctx) {
        return Set.of();
    }
}
