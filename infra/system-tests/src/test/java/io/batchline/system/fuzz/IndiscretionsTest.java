package io.batchline.system.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class IndiscretionsTest {
    @Test
    void the_inside_is_seen_however_it_comes_out() {
        for (String bad :
                List.of(
                        "java.lang.NullPointerException",
                        "\tat io.batchline.http.Api.add(Api.java:43)",
                        "Cannot deserialize value of type com.fasterxml.jackson.databind.JsonNode",
                        "a NumberFormatException",
                        "ERROR: invalid byte sequence for encoding \"UTF8\": 0x00",
                        "update violates foreign constraint")) {
            assertThat(Indiscretions.in(bad, List.of())).as(bad).isNotEmpty();
        }
    }

    @Test
    void another_s_mark_is_seen() {
        assertThat(Indiscretions.in("{\"name\": \"of-south-1\"}", List.of("of-south"))).hasSize(1);
    }

    @Test
    void what_an_answer_says_to_its_client_is_not_mistaken_for_the_inside() {
        for (String good :
                List.of(
                        "{\"type\":\"urn:batchline:problem:not-found\",\"errors\":[]}",
                        "{\"error\": \"the picture can't be read\", \"name\": \"io.jpg\"}",
                        "{\"title\": \"Error\"}",
                        "batchline_http_requests_total{route=\"/api/batches\"} 1")) {
            assertThat(Indiscretions.in(good, List.of("of-south"))).as(good).isEmpty();
        }
    }
}
