package io.batchline.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Collection;

/// What a value of the API looks like, as JSON Schema (2020-12): for parameters, for bodies that
/// are read field by field, and for answers that no record describes. Immutable.
public final class Shape {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String PROPERTIES = "properties";
    private static final String REQUIRED = "required";

    private final ObjectNode schema;

    private Shape(ObjectNode schema) {
        this.schema = schema;
    }

    private static Shape of(String type) {
        return new Shape(NODES.objectNode().put("type", type));
    }

    /// One to `longest` characters.
    public static Shape text(int longest) {
        return of("string").with("minLength", 1).with("maxLength", longest);
    }

    /// Up to `longest` characters, or none.
    public static Shape anyText(int longest) {
        return of("string").with("maxLength", longest);
    }

    public static Shape text() {
        return of("string");
    }

    /// One of these words.
    public static Shape words(Collection<String> words) {
        Shape shape = of("string");
        var values = shape.schema.putArray("enum");
        words.forEach(values::add);
        return shape;
    }

    public static Shape words(String... words) {
        return words(Arrays.asList(words));
    }

    /// In a query: one or several of these words, divided by commas.
    public static Shape someOf(Collection<String> words) {
        return listOf(words(words));
    }

    public static Shape integer(long least, long most) {
        return of("integer").with("minimum", least).with("maximum", most);
    }

    public static Shape integer() {
        return of("integer");
    }

    public static Shape number() {
        return of("number");
    }

    public static Shape flag() {
        return of("boolean");
    }

    /// A text that this regular expression finds itself in.
    public static Shape form(String pattern) {
        Shape shape = text();
        shape.schema.put("pattern", pattern);
        return shape;
    }

    /// RFC 3339.
    public static Shape time() {
        Shape shape = text();
        shape.schema.put("format", "date-time");
        return shape;
    }

    /// Any JSON value.
    public static Shape anything() {
        return new Shape(NODES.objectNode());
    }

    public static Shape listOf(Shape each) {
        Shape shape = of("array");
        shape.schema.set("items", each.schema());
        return shape;
    }

    /// One to `most` of these.
    public static Shape listOf(Shape each, int most) {
        return listOf(each).with("minItems", 1).with("maxItems", most);
    }

    /// A JSON object with these fields and no others.
    public static Shape object() {
        Shape shape = of("object");
        shape.schema.putObject(PROPERTIES);
        shape.schema.put("additionalProperties", false);
        return shape;
    }

    /// A JSON object with any fields.
    public static Shape openObject() {
        Shape shape = of("object");
        shape.schema.put("additionalProperties", true);
        return shape;
    }

    public Shape required(String name, Shape field) {
        Shape shape = optional(name, field);
        shape.schema.withArray(REQUIRED).add(name);
        return shape;
    }

    public Shape optional(String name, Shape field) {
        Shape shape = copy();
        shape.schema.withObject("/" + PROPERTIES).set(name, field.schema());
        return shape;
    }

    /// The same, or null.
    public Shape orNull() {
        var either = NODES.objectNode();
        either.putArray("anyOf").add(schema()).add(NODES.objectNode().put("type", "null"));
        return new Shape(either);
    }

    /// The same, told in words.
    public Shape described(String words) {
        Shape shape = copy();
        shape.schema.put("description", words);
        return shape;
    }

    /// A copy that the caller may change.
    public ObjectNode schema() {
        return schema.deepCopy();
    }

    private Shape with(String keyword, long value) {
        Shape shape = copy();
        shape.schema.put(keyword, value);
        return shape;
    }

    private Shape copy() {
        return new Shape(schema());
    }
}
