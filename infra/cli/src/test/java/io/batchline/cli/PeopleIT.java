package io.batchline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class PeopleIT extends OnServer {
    @TempDir private Path home;

    @Test
    void a_login_is_kept_and_used_until_the_logout() throws Exception {
        Shell shell = new Shell(home, Map.of());

        assertThat(shell.reading("wrong\n").run("login", "--server", address, "--password-stdin"))
                .isEqualTo(1);
        assertThat(shell.err()).contains("user name or password is wrong");
        assertThat(shell.run("list", "--server", address)).isEqualTo(1);

        assertThat(
                        shell.reading(PASSWORD + "\n")
                                .run("login", "--server", address + "/", "--password-stdin"))
                .isZero();
        Path kept = home.resolve(".config/batchline/logins.json");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(kept)).doesNotContain(PASSWORD);

        assertThat(shell.run("whoami", "--json")).isZero();
        assertThat(objects(shell.out()).getFirst().path("role").asText()).isEqualTo("admin");
        assertThat(shell.run("whoami")).isZero();
        assertThat(shell.out()).contains("admin, admin of the tenant default, by password");
        assertThat(shell.run("list")).isZero();
        assertThat(shell.out()).startsWith("BATCH");

        String token = token(kept);
        assertThat(shell.run("logout")).isZero();
        assertThat(shell.run("list", "--server", address)).isEqualTo(1);
        assertThat(shell.err()).contains("nobody is logged in");
        assertThat(shell.run("list", "--server", address, "--token", token)).isEqualTo(1);
        assertThat(shell.err()).contains("log in again: batchline login");
    }

    @Test
    void the_environment_goes_before_what_is_kept() {
        Shell logged = new Shell(home, Map.of());
        logged.reading(PASSWORD + "\n").run("login", "--server", address, "--password-stdin");
        Shell other =
                new Shell(home, Map.of("BATCHLINE_SERVER", address, "BATCHLINE_TOKEN", "no token"));

        assertThat(other.run("list")).isEqualTo(1);
        assertThat(other.err()).contains("401");
    }

    @Test
    void a_key_is_shown_once_and_lets_in_until_it_is_revoked() {
        Shell admin = shell(home);
        assertThat(admin.run("keys", "create", "nightly", "--role", "viewer")).isZero();
        String key = admin.out().strip();
        assertThat(key).startsWith("bl_").doesNotContain("\n");
        assertThat(admin.run("keys", "list", "--json")).isZero();
        assertThat(admin.out()).doesNotContain(key);
        String id = objects(admin.out()).getFirst().path("id").asText();

        Shell program = new Shell(home.resolve("program"), Map.of());
        assertThat(
                        program.reading(key)
                                .run("login", "--api-key", "--password-stdin", "--server", address))
                .isZero();
        assertThat(program.run("whoami")).isZero();
        assertThat(program.out()).contains("viewer of the tenant default, by key");
        assertThat(program.run("users", "list")).isEqualTo(1);
        assertThat(program.err()).contains("403");

        assertThat(admin.run("keys", "revoke", id)).isZero();
        assertThat(program.run("list")).isEqualTo(1);
        assertThat(program.err()).contains("log in again");
    }

    @Test
    void users_come_change_and_go_and_the_log_tells_it() {
        Shell admin = shell(home);
        String password = "correct horse battery";

        assertThat(
                        admin.reading("short")
                                .run("users", "add", "ann", "--role", "king", "--password-stdin"))
                .isEqualTo(1);
        assertThat(admin.err()).contains("422").contains("  password ").contains("  role ");
        assertThat(
                        admin.reading(password)
                                .run("users", "add", "ann", "--role", "viewer", "--password-stdin"))
                .isZero();
        assertThat(admin.run("users", "role", "ann", "operator", "--json")).isZero();
        assertThat(objects(admin.out()).getFirst().path("role").asText()).isEqualTo("operator");
        assertThat(
                        admin.reading(password + "!")
                                .run("users", "password", "ann", "--password-stdin"))
                .isZero();
        assertThat(admin.run("users", "list")).isZero();
        assertThat(admin.out()).containsPattern("ann +operator");
        assertThat(admin.run("users", "remove", "ann")).isZero();
        assertThat(admin.run("users", "remove", "ann")).isEqualTo(1);

        assertThat(admin.run("audit-log", "--action", "createUser", "--json")).isZero();
        assertThat(objects(admin.out()))
                .isNotEmpty()
                .allMatch(entry -> entry.path("action").asText().equals("createUser"));
        assertThat(admin.run("audit-log")).isZero();
        assertThat(admin.out()).contains("deleteUser").doesNotContain(password);
    }

    private String token(Path kept) throws Exception {
        return objects(Files.readString(kept))
                .getFirst()
                .path("logins")
                .path(0)
                .path("token")
                .asText();
    }
}
