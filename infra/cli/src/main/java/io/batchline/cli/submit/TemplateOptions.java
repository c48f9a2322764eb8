package io.batchline.cli.submit;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The files of a template that a source does not hold itself.
final class TemplateOptions {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Option(
            names = "--template",
            paramLabel = "JSON",
            description = "The template of a PDF, a picture, or a ZIP without one")
    private @Nullable Path template;

    @Option(names = "--evaluation", paramLabel = "JSON", description = "Its answer key")
    private @Nullable Path evaluation;

    @Option(names = "--config", paramLabel = "JSON", description = "Its config")
    private @Nullable Path config;

    /// A batch's options, each the text of a file; empty where none is named.
    ObjectNode options() throws IOException {
        ObjectNode options = JSON.createObjectNode();
        put(options, "template", template);
        put(options, "evaluation", evaluation);
        put(options, "config", config);
        return options;
    }

    private static void put(ObjectNode options, String name, @Nullable Path given)
            throws IOException {
        if (given != null) {
            options.put(name, Files.readString(given));
        }
    }
}
