package io.batchline.http.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PasswordHashTest {
    private final PasswordHash hashes = new PasswordHash();

    @Test
    void a_password_matches_its_own_hash_only_and_no_hash_comes_twice() {
        String one = hashes.of("geheim ✓");
        String other = hashes.of("geheim ✓");

        assertThat(one).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").isNotEqualTo(other);
        assertThat(hashes.matches("geheim ✓", one)).isTrue();
        assertThat(hashes.matches("geheim", one)).isFalse();
    }

    @Test
    void a_hash_of_another_program_and_cost_verifies() {
        // The test vector of the reference program: argon2 somesalt -id -t 2 -m 16 -p 1, password
        // "password".
        String stored =
                "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";

        assertThat(hashes.matches("password", stored)).isTrue();
    }
}
