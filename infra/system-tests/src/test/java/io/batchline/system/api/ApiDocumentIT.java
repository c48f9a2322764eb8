package io.batchline.system.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.batchline.http.Operation;
import io.batchline.system.OnLocalServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The served document is the one that the routes give. After a change of routes write it anew with
/// `-Dbatchline.openapi.write=true`.
class ApiDocumentIT extends OnLocalServer {
    private static final Path KEPT = Path.of("../http-edge/src/main/resources/openapi.json");

    @Test
    void the_served_document_holds_every_route_as_it_is() throws Exception {
        String made =
                JsonMapper.builder()
                                .enable(SerializationFeature.INDENT_OUTPUT)
                                .build()
                                .writeValueAsString(new ApiDocument().of(operations()))
                        + "\n";
        if (Boolean.getBoolean("batchline.openapi.write")) {
            Files.writeString(KEPT, made);
            return;
        }

        assertThat(Files.readString(KEPT)).isEqualTo(made);
        assertThat(served()).isEqualTo(made);
    }

    @Test
    void every_operation_has_a_name_of_its_own() {
        assertThat(operations()).extracting(Operation::id).doesNotHaveDuplicates();
    }

    private List<Operation> operations() {
        return server.local().operations();
    }

    private String served() throws Exception {
        URI address = server.local().address().resolve("/openapi.json");
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(address).build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }
}
