package io.batchline.gateway.page;

import io.batchline.http.Api;
import io.batchline.http.JarFiles;
import io.batchline.http.Routes;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/// The page, the client library that it follows batches by, and the libraries that it is built on:
/// files of the jars, for everyone.
public final class Dashboard implements Routes {
    private static final String INDEX = "index.html";

    @Override
    public void addTo(Api api) {
        Map<String, byte[]> page = new HashMap<>(JarFiles.beside(Dashboard.class, "/dashboard"));
        Map<String, byte[]> client = JarFiles.beside(Dashboard.class, "/client");
        Map<String, byte[]> libraries = JarFiles.beside(Dashboard.class, "/lib");
        var modules = new Modules();
        modules.add("/", page);
        modules.add("/", client);
        modules.add("/lib/", libraries);
        String index = modules.preloadedBy(new String(page.get(INDEX), StandardCharsets.UTF_8));
        page.put(INDEX, index.getBytes(StandardCharsets.UTF_8));
        api.files("/", page, Map.of(PagePolicy.HEADER, PagePolicy.of(index)));
        api.files("/", client, Map.of());
        api.files("/lib", libraries, Map.of());
    }
}
