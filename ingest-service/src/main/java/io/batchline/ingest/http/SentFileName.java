package io.batchline.ingest.http;

import io.batchline.ingest.upload.FileName;
import io.javalin.http.Context;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The file name of an upload: `?filename=`, else the one of `Content-Disposition` (its `filename*`
/// of RFC 6266 before its `filename`).
final class SentFileName {
    private static final Pattern EXTENDED =
            Pattern.compile("(?i);\\s*filename\\*\\s*=\\s*utf-8'[^']*'([^;\\s]+)");
    private static final Pattern QUOTED =
            Pattern.compile("(?i);\\s*filename\\s*=\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern BARE = Pattern.compile("(?i);\\s*filename\\s*=\\s*([^\";\\s]+)");

    private SentFileName() {}

    static String of(Context ctx) {
        String query = ctx.queryParam("filename");
        if (query != null) {
            return FileName.shown(query);
        }
        String disposition = ctx.header("Content-Disposition");
        return FileName.shown(disposition == null ? "" : ofDisposition(disposition));
    }

    static String ofDisposition(String header) {
        Matcher extended = EXTENDED.matcher(header);
        if (extended.find()) {
            return decoded(extended.group(1));
        }
        Matcher quoted = QUOTED.matcher(header);
        if (quoted.find()) {
            return quoted.group(1).replaceAll("\\\\(.)", "$1");
        }
        Matcher bare = BARE.matcher(header);
        return bare.find() ? bare.group(1) : "";
    }

    private static String decoded(String percentEncoded) {
        try {
            return URLDecoder.decode(percentEncoded.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            // A name is for people only: a badly written one is shown as it came.
            return percentEncoded;
        }
    }
}
