package io.batchline.ingest.identity;

import io.batchline.contract.id.TenantId;
import io.batchline.http.Fields;
import io.batchline.http.Problem;
import io.batchline.http.Shape;
import io.batchline.http.identity.Credentials;
import io.batchline.http.identity.Role;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What requests about accounts hold, each field checked.
///
/// @param password null where the request leaves it
/// @param role null where the request leaves it
record UserRequest(String username, @Nullable String password, @Nullable Role role) {
    static final String USERNAME = "username";
    static final String PASSWORD = "password";
    static final String ROLE = "role";
    static final String TENANT = "tenant";

    static final Shape PASSWORD_SHAPE =
            Shape.text(Credentials.LONGEST_PASSWORD)
                    .described("%d characters or more".formatted(Credentials.SHORTEST_PASSWORD));
    static final Shape ROLE_SHAPE =
            Shape.words(Arrays.stream(Role.values()).map(Role::wireId).toList());

    /// A new account.
    static final Shape NEW =
            Shape.object()
                    .required(USERNAME, Shape.text(Credentials.LONGEST_NAME))
                    .required(PASSWORD, PASSWORD_SHAPE)
                    .required(ROLE, ROLE_SHAPE);

    /// A change of one.
    static final Shape CHANGE =
            Shape.object().optional(PASSWORD, PASSWORD_SHAPE).optional(ROLE, ROLE_SHAPE);

    /// A new tenant with its first administrator.
    static final Shape NEW_TENANT =
            Shape.object()
                    .required(TENANT, Shape.text(Credentials.LONGEST_TENANT))
                    .required(USERNAME, Shape.text(Credentials.LONGEST_NAME))
                    .required(PASSWORD, PASSWORD_SHAPE);

    private static final Map<String, Role> ROLES =
            Arrays.stream(Role.values())
                    .collect(Collectors.toMap(Role::wireId, Function.identity()));

    /// @throws Problem 422 with every bad field
    static UserRequest created(Fields fields, TenantId tenant) {
        String username = name(fields, tenant);
        String password = password(fields, PASSWORD, username);
        Optional<Role> role = role(fields);
        if (role.isEmpty() && !fields.isGiven(ROLE)) {
            fields.refuse(ROLE, "is missing");
        }
        fields.done();
        return new UserRequest(username, password, role.orElseThrow());
    }

    /// @throws Problem 422 with every bad field
    static UserRequest changed(Fields fields, String username) {
        Optional<Role> role = role(fields);
        String password = fields.isGiven(PASSWORD) ? password(fields, PASSWORD, username) : null;
        if (password == null && role.isEmpty() && fields.isClean()) {
            fields.refuse(ROLE, "is missing: it takes role, password, or both");
        }
        fields.done();
        return new UserRequest(username, password, role.orElse(null));
    }

    static Optional<Role> role(Fields fields) {
        return fields.optionalChoice(ROLE, ROLES);
    }

    /// The name of a user of that tenant.
    static String name(Fields fields, TenantId tenant) {
        String name = fields.text(USERNAME, Credentials.LONGEST_NAME);
        if (!name.isEmpty()) {
            Credentials.refuseName(tenant, name)
                    .ifPresent(reason -> fields.refuse(USERNAME, reason));
        }
        return name;
    }

    /// A new password for that user.
    static String password(Fields fields, String field, String username) {
        String password = fields.text(field, Credentials.LONGEST_PASSWORD);
        if (!password.isEmpty()) {
            Credentials.refusePassword(username, password)
                    .ifPresent(reason -> fields.refuse(field, reason));
        }
        return password;
    }

    /// Without the password.
    @Override
    public String toString() {
        return "UserRequest[username=%s, role=%s]".formatted(username, role);
    }
}
