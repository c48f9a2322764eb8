package io.batchline.gateway.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.batchline.contract.topic.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The client as npm packs it and as TypeScript sees it. Skipped where there is no Node, or npm
/// can't fetch the compiler.
@Timeout(300)
class ClientPackageIT {
    private static final String COMPILER = "typescript@5.9.3";
    private static final Path CLIENT = Path.of("src", "main", "resources", "client");

    @Test
    void its_types_are_those_of_its_code() throws Exception {
        Node.require();
        Path compiler =
                Node.installed("typescript", COMPILER).resolve("node_modules/typescript/bin/tsc");

        Node.Run run =
                Node.run(
                        Path.of("."),
                        List.of("node", compiler.toString(), "-p", "src/test/js/types"));

        assertThat(run.said()).isEmpty();
        assertThat(run.status()).isZero();
    }

    @Test
    void what_npm_packs_is_all_that_it_needs() throws Exception {
        Node.require();

        Node.Run pack =
                Node.run(
                        CLIENT, List.of("npm", "pack", "--dry-run", "--json", "--loglevel=silent"));

        assertThat(pack.status()).as(pack.said()).isZero();
        JsonNode files = Json.mapper().readTree(pack.said()).path(0).path("files");
        Set<String> packed =
                StreamSupport.stream(files.spliterator(), false)
                        .map(file -> file.path("path").asText())
                        .collect(Collectors.toSet());
        try (Stream<Path> all = Files.walk(CLIENT)) {
            assertThat(packed)
                    .containsExactlyInAnyOrderElementsOf(
                            all.filter(Files::isRegularFile)
                                    .map(file -> CLIENT.relativize(file).toString())
                                    .toList());
        }
    }
}
