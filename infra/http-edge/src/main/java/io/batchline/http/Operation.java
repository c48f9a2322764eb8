package io.batchline.http;

import io.javalin.http.HandlerType;
import io.javalin.router.EndpointMetadata;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One operation of the API: who may use it, what it takes and what it answers. The document of the
/// API is made from these, and no route is there without one. Built once by its room, then only
/// read.
public final class Operation implements EndpointMetadata {
    /// Where a ticket stands in the query.
    public static final String TICKET = "ticket";

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final Pattern PLACE = Pattern.compile("\\{([a-z_]+)}");

    private final HandlerType method;
    private final String path;
    private final String id;
    private final Permission needed;
    private final String summary;
    private final Map<String, Parameter> parameters = new LinkedHashMap<>();
    private final Map<Integer, Answer> answers = new TreeMap<>();
    private final Map<String, ProblemType> problems = new LinkedHashMap<>();
    private final List<Content> bodies = new ArrayList<>();
    private boolean needsBody = true;
    private boolean isStream;
    private boolean takesTicket;
    private boolean isRecorded;

    private Operation(
            HandlerType method, String path, String id, Permission needed, String summary) {
        this.method = method;
        this.path = path;
        this.id = id;
        this.needed = needed;
        this.summary = summary;
        this.isRecorded = !READING.contains(method.name());
        refuses(ProblemType.BAD_REQUEST, ProblemType.INTERNAL, ProblemType.UNAVAILABLE);
        if (needed != Permission.NONE) {
            refuses(ProblemType.UNAUTHENTICATED, ProblemType.FORBIDDEN);
        }
        var places = PLACE.matcher(path);
        while (places.find()) {
            parameter(places.group(1), In.PATH, Shape.text(), "");
            refuses(ProblemType.NOT_FOUND);
        }
    }

    /// @param id unique in the whole API, lowerCamelCase: clients that are generated name their
    ///   methods by it
    /// @param path with its parameters as `{snake_case}`
    /// @param summary one sentence without its full stop
    public static Operation get(String path, String id, Permission needed, String summary) {
        return new Operation(HandlerType.GET, path, id, needed, summary);
    }

    public static Operation post(String path, String id, Permission needed, String summary) {
        return new Operation(HandlerType.POST, path, id, needed, summary);
    }

    public static Operation put(String path, String id, Permission needed, String summary) {
        return new Operation(HandlerType.PUT, path, id, needed, summary);
    }

    public static Operation patch(String path, String id, Permission needed, String summary) {
        return new Operation(HandlerType.PATCH, path, id, needed, summary);
    }

    public static Operation delete(String path, String id, Permission needed, String summary) {
        return new Operation(HandlerType.DELETE, path, id, needed, summary);
    }

    public static Operation of(
            HandlerType method, String path, String id, Permission needed, String summary) {
        return new Operation(method, path, id, needed, summary);
    }

    /// A parameter of the query that may be left out. A bad one is answered 422.
    public Operation query(String name, Shape shape, String description) {
        return parameter(name, In.QUERY, shape, description).refuses(ProblemType.INVALID_FIELDS);
    }

    /// A header that may be left out.
    public Operation header(String name, Shape shape, String description) {
        return parameter(name, In.HEADER, shape, description);
    }

    /// The parameters of a list that is read in pages.
    public Operation paged(int most) {
        return query("limit", Shape.integer(1, most), "rows of a page; 50 when left out")
                .query(
                        "cursor",
                        Shape.form("^[A-Za-z0-9_-]*$"),
                        "the `next_cursor` of the page before");
    }

    /// The body is one JSON object.
    public Operation takes(Shape body) {
        return takes(Content.shaped(Content.JSON, body))
                .refuses(ProblemType.MALFORMED_JSON, ProblemType.INVALID_FIELDS);
    }

    /// One of the forms that the body may have.
    public Operation takes(Content body) {
        bodies.add(body);
        return refuses(ProblemType.TOO_LARGE, ProblemType.UNSUPPORTED_MEDIA_TYPE);
    }

    /// The body may be left out.
    public Operation bodyOptional() {
        needsBody = false;
        return this;
    }

    /// It answers JSON as this record is written.
    public Operation answers(int status, Class<?> type, String description) {
        return answers(status, Content.of(type), description);
    }

    public Operation answers(int status, Shape shape, String description) {
        return answers(status, Content.shaped(Content.JSON, shape), description);
    }

    public Operation answers(int status, Content content, String description) {
        answers.put(status, new Answer(content, description));
        return this;
    }

    /// An answer without a body.
    public Operation answers(int status, String description) {
        answers.put(status, new Answer(null, description));
        return this;
    }

    /// It answers an `ETag`, and 304 to who has the newest already.
    public Operation tagged() {
        return header("If-None-Match", Shape.text(), "the `ETag` that the client has")
                .answers(304, "the client has the newest already");
    }

    /// Its answer has no end of its own.
    public Operation streams() {
        isStream = true;
        return this;
    }

    /// A ticket for the batch that its path names lets in, too.
    public Operation takesTicket() {
        takesTicket = true;
        return query(
                TICKET,
                Shape.text(),
                "what `POST /api/auth/ticket` gave, where no header can be set");
    }

    /// Its use is not worth a line of the audit log: a part of something that has one, or a sign of
    /// life.
    public Operation unrecorded() {
        isRecorded = false;
        return this;
    }

    /// Errors that it answers, beside those that everything like it answers.
    public Operation refuses(ProblemType... types) {
        for (ProblemType type : types) {
            problems.put(type.id(), type);
        }
        return this;
    }

    private Operation parameter(String name, In in, Shape shape, String description) {
        parameters.put(name, new Parameter(name, in, shape, description));
        return this;
    }

    public HandlerType method() {
        return method;
    }

    public String path() {
        return path;
    }

    public String id() {
        return id;
    }

    public Permission needed() {
        return needed;
    }

    public String summary() {
        return summary;
    }

    public List<Parameter> parameters() {
        return List.copyOf(parameters.values());
    }

    public List<Content> bodies() {
        return Collections.unmodifiableList(bodies);
    }

    public boolean needsBody() {
        return needsBody;
    }

    /// By status.
    public Map<Integer, Answer> answers() {
        return Collections.unmodifiableMap(answers);
    }

    public List<ProblemType> problems() {
        return List.copyOf(problems.values());
    }

    public boolean isStream() {
        return isStream;
    }

    public boolean isOpenToTickets() {
        return takesTicket;
    }

    /// Whether the audit log tells of its use: every change, unless it says otherwise.
    public boolean isRecorded() {
        return isRecorded;
    }

    /// Where a parameter stands.
    public enum In {
        PATH,
        QUERY,
        HEADER
    }

    public record Parameter(String name, In in, Shape shape, String description) {}

    /// @param content null for none
    public record Answer(@Nullable Content content, String description) {}

    /// What a body or an answer holds.
    ///
    /// @param types the record that is written as JSON, or the several of which it is one; empty
    ///   where `shape` says it
    /// @param shape null where `types` say it
    public record Content(String mediaType, List<Class<?>> types, @Nullable Shape shape) {
        public static final String JSON = "application/json";

        public Content {
            types = List.copyOf(types);
        }

        public static Content of(Class<?> type) {
            return new Content(JSON, List.of(type), null);
        }

        /// One of these records.
        public static Content oneOf(Class<?>... types) {
            return new Content(JSON, List.of(types), null);
        }

        public static Content shaped(String mediaType, Shape shape) {
            return new Content(mediaType, List.of(), shape);
        }

        /// Bytes or text that no schema tells more of.
        public static Content plain(String mediaType) {
            return new Content(mediaType, List.of(), Shape.anything());
        }
    }
}
