package io.batchline.testkit.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.batchline.testkit.api.ApiContract.Answer;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ApiContractTest {
    private static final String DOCUMENT =
            """
            {"paths": {
              "/api/things": {"get": {"operationId": "listThings", "responses": {
                "200": {"content": {"application/json": {"schema": {"type": "array",
                  "items": {"$ref": "#/components/schemas/Thing"}}}}}}}},
              "/api/things/{id}": {
                "get": {"operationId": "getThing", "responses": {
                  "200": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}}},
                  "404": {"content": {"application/problem+json":
                    {"schema": {"$ref": "#/components/schemas/Problem"}}}}}},
                "delete": {"operationId": "deleteThing", "responses": {"204": {},
                 "429": {"headers": {"Retry-After": {"required": true}, "X": {}}}}}},
              "/api/things/{id}/picture": {"get": {"operationId": "getPicture", "responses": {
                "200": {"content": {"image/*": {"schema": {}}}}}}},
              "/api/things/newest": {"get": {"operationId": "getNewest", "responses": {"204": {}}}}},
             "components": {"schemas": {
              "Thing": {"type": "object", "required": ["at"],
                "properties": {"at": {"type": "string", "format": "date-time"}}},
              "Problem": {"type": "object", "required": ["title"],
                "properties": {"title": {"type": "string"}}}}}}
            """;
    private static final String AT = "{\"at\": \"2026-11-22T08:00:00Z\"}";

    private ApiContract contract;

    @BeforeEach
    void read() throws IOException {
        contract = ApiContract.of(new JsonMapper().readTree(DOCUMENT));
    }

    @Test
    void the_most_literal_path_with_the_method_is_meant() {
        assertThat(contract.differences(new Answer("GET", "/api/things/newest", 204, "", "")))
                .isEmpty();
        assertThat(contract.differences(new Answer("DELETE", "/api/things/newest", 204, "", "")))
                .isEmpty();
    }

    @Test
    void an_answer_as_described_fits() {
        fits("GET", "/api/things", 200, "application/json", "[%s]".formatted(AT));
        fits("GET", "/api/things/7", 200, "application/json;charset=utf-8", AT);
        fits("GET", "/api/things/7/picture", 200, "image/png", "whatever");
        fits("DELETE", "/api/things/7", 204, "", "");
    }

    @Test
    void a_field_that_is_missing_or_wrong_or_not_described_is_a_difference() {
        differs("GET", "/api/things/7", 200, "application/json", "{}", "at");
        differs("GET", "/api/things/7", 200, "application/json", "{\"at\": \"noon\"}", "date-time");
        differs(
                "GET",
                "/api/things",
                200,
                "application/json",
                "[%s]".formatted(AT.replace("}", ", \"colour\": 1}")),
                "colour");
        differs("GET", "/api/things/7", 200, "application/json", "{", "not JSON");
    }

    @Test
    void a_status_or_a_content_type_or_a_body_that_is_not_described_is_a_difference() {
        differs("GET", "/api/things/7", 500, "application/json", AT, "status 500");
        differs("GET", "/api/things/7", 200, "text/html", AT, "'text/html'");
        differs("GET", "/api/things/7/picture", 200, "text/plain", "x", "'text/plain'");
        differs("DELETE", "/api/things/7", 204, "text/plain", "gone", "a body");
    }

    @Test
    void an_unknown_path_or_method_has_a_problem_and_nothing_else() {
        String problem = "{\"title\": \"no\"}";
        fits("GET", "/api/elsewhere", 404, "application/problem+json", problem);
        fits("POST", "/api/things", 405, "application/problem+json", problem);
        differs("GET", "/api/elsewhere", 200, "application/json", "{}", "no GET here");
        differs("POST", "/api/things", 201, "application/json", "{}", "no POST here");
        differs("POST", "/api/things", 405, "text/html", problem, "text/html");
    }

    @Test
    void a_literal_path_comes_before_one_with_parameters_and_other_files_are_nobody_s() {
        fits("GET", "/api/things/newest", 204, "", "");
        fits("GET", "/page.css", 200, "text/css", "");
    }

    @Test
    void a_head_is_a_get_without_its_body() {
        fits("HEAD", "/api/things/7", 200, "application/json", "");
        differs("HEAD", "/api/things/7", 500, "application/json", "", "status 500");
    }

    @Test
    void a_header_that_is_promised_is_there() {
        var busy = new Answer("DELETE", "/api/things/7", 429, "", "");

        assertThat(contract.missingHeaders(busy, "Retry-After"::equals)).isEmpty();
        assertThat(contract.missingHeaders(busy, "X"::equals))
                .containsExactly("header Retry-After is missing");
        assertThat(contract.missingHeaders(new Answer("GET", "/x", 200, "", ""), _ -> false))
                .isEmpty();
    }

    private void fits(String method, String path, int status, String type, String body) {
        assertThat(contract.differences(new Answer(method, path, status, type, body))).isEmpty();
    }

    private void differs(
            String method, String path, int status, String type, String body, String word) {
        assertThat(contract.differences(new Answer(method, path, status, type, body)))
                .singleElement()
                .asString()
                .contains(word);
    }
}
