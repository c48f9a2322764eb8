package io.batchline.cli.people;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batchline.cli.client.Query;
import io.batchline.cli.shell.NewPassword;
import io.batchline.cli.shell.OneCall;
import io.batchline.cli.shell.Setting;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `tenants`: who shares the installation, and for how long their things are kept.
@Command(
        name = "tenants",
        mixinStandardHelpOptions = true,
        description = "Tenants, for the installation's admin; how long things are kept.",
        subcommands = {
            TenantsCommand.ListTenants.class,
            TenantsCommand.Add.class,
            TenantsCommand.Keep.class
        })
public final class TenantsCommand {
    private static final String PATH = "/api/tenants";
    private static final String TENANT = "tenant";

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Tenants by name.")
    static final class ListTenants implements Callable<Integer> {
        @Mixin private final OneCall server;

        ListTenants(Setting setting) {
            this.server = new OneCall(setting);
        }

        @Override
        public Integer call() throws IOException, InterruptedException {
            return server.list(
                    PATH,
                    Query.NONE,
                    "tenants",
                    Integer.MAX_VALUE,
                    tenant -> new String[] {tenant.path(TENANT).asText()},
                    "TENANT");
        }
    }

    @Command(
            name = "add",
            mixinStandardHelpOptions = true,
            description = "A new tenant with its first administrator, whose password is asked for.")
    static final class Add implements Callable<Integer> {
        @Mixin private final OneCall server;
        @Mixin private final NewPassword password;

        @Parameters(paramLabel = "TENANT", description = "Its name")
        private String tenant = "";

        @Option(
                names = "--admin",
                required = true,
                paramLabel = "NAME",
                description = "Its first administrator: a name that ends with @TENANT")
        private String admin = "";

        Add(Setting setting) {
            this.server = new OneCall(setting);
            this.password = new NewPassword(setting);
        }

        @Override
        public Integer call() throws IOException, InterruptedException {
            server.requireNoPassword(
                    "the password of %s is asked for, or read with --password-stdin; log in by `batchline login`"
                            .formatted(admin));
            ObjectNode body =
                    JsonNodeFactory.instance
                            .objectNode()
                            .put(TENANT, tenant)
                            .put("username", admin)
                            .put("password", password.read("Password of " + admin, true));
            return server.send(
                    "add a tenant",
                    "POST",
                    PATH,
                    body,
                    _ -> "%s: added, with %s as its administrator".formatted(tenant, admin));
        }
    }

    @Command(
            name = "keep",
            mixinStandardHelpOptions = true,
            description =
                    "For how many days a tenant's things are kept; a number changes it, usual gives back what all have.")
    static final class Keep implements Callable<Integer> {
        private static final List<String> KINDS =
                List.of("sources", "results", "history", "analytics", "audit");
        private static final String USUAL = "usual";

        @Mixin private final OneCall server;

        @Parameters(
                paramLabel = "TENANT",
                arity = "0..1",
                description = "Another than one's own, for the installation's admin")
        private @Nullable String tenant;

        @Option(
                names = "--sources",
                paramLabel = "DAYS",
                description = "What was uploaded or given")
        private @Nullable String sources;

        @Option(
                names = "--results",
                paramLabel = "DAYS",
                description = "Rows, files, pictures, decisions")
        private @Nullable String results;

        @Option(names = "--history", paramLabel = "DAYS", description = "The whole batch")
        private @Nullable String history;

        @Option(
                names = "--analytics",
                paramLabel = "DAYS",
                description = "What stays of it in numbers")
        private @Nullable String analytics;

        @Option(names = "--audit", paramLabel = "DAYS", description = "Who did what")
        private @Nullable String audit;

        Keep(Setting setting) {
            this.server = new OneCall(setting);
        }

        @Override
        public Integer call() throws IOException, InterruptedException {
            ObjectNode change = JsonNodeFactory.instance.objectNode();
            add(change, "sources", sources);
            add(change, "results", results);
            add(change, "history", history);
            add(change, "analytics", analytics);
            add(change, "audit", audit);
            String of = tenant == null ? server.ownTenant() : tenant;
            return server.send(
                    "keep", "PATCH", PATH + "/" + Query.encoded(of), change, Keep::sentence);
        }

        private static void add(ObjectNode change, String kind, @Nullable String days) {
            if (USUAL.equals(days)) {
                change.putNull(field(kind));
            } else if (days != null) {
                change.put(field(kind), number(kind, days));
            }
        }

        private static int number(String kind, String days) {
            try {
                return Integer.parseInt(days);
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(
                        "--%s %s: it takes a number of days, or usual".formatted(kind, days), e);
            }
        }

        private static String field(String kind) {
            return "keep_%s_days".formatted(kind);
        }

        private static String sentence(JsonNode kept) {
            return KINDS.stream()
                    .map(kind -> "%s %s".formatted(kind, kept.path(field(kind)).asText()))
                    .collect(Collectors.joining(", ", kept.path(TENANT).asText() + ", days: ", ""));
        }
    }
}
