package io.batchline.contract.topic;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/// The attributes of CloudEvents 1.0 in its binary mode for Kafka
/// (https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/kafka-protocol-binding.md).
public final class CloudEventHeaders {
    private CloudEventHeaders() {}

    /// @param source the program that writes
    /// @param type the kind of event, for example `io.batchline.itemevent.started`
    /// @param subject what it is about: the record's key
    public static Headers of(String source, String type, String subject, Instant at) {
        return withoutData(source, type, subject, at).add("content-type", utf8("application/json"));
    }

    /// Of an event that has no data, so no content type.
    static Headers withoutData(String source, String type, String subject, Instant at) {
        return new RecordHeaders()
                .add("ce_specversion", utf8("1.0"))
                .add("ce_id", utf8(id()))
                .add("ce_source", utf8("/" + source))
                .add("ce_type", utf8(type))
                .add("ce_subject", utf8(subject))
                .add("ce_time", utf8(at.toString()));
    }

    /// The kind of event that a value of this class is.
    public static String type(Class<?> value) {
        Class<?> enclosing = value.getEnclosingClass();
        return type(
                enclosing == null
                        ? value.getSimpleName()
                        : enclosing.getSimpleName() + "." + value.getSimpleName());
    }

    static String type(String name) {
        return "io.batchline." + name.toLowerCase(Locale.ROOT);
    }

    /// Unique, and nothing hangs on whether it can be guessed: no need for the slow kind of chance.
    private static String id() {
        var chance = ThreadLocalRandom.current();
        return new UUID(chance.nextLong(), chance.nextLong()).toString();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
