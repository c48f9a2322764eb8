package io.batchline.http.identity;

import static io.batchline.http.identity.Credentials.refuseName;
import static io.batchline.http.identity.Credentials.refusePassword;
import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.contract.id.TenantId;
import org.junit.jupiter.api.Test;

class CredentialsTest {
    private static final TenantId NORTH = new TenantId("north");

    @Test
    void a_tenants_users_are_named_with_its_end_and_nobody_elses_are() {
        assertThat(refuseName(NORTH, "ann@north")).isEmpty();
        assertThat(refuseName(NORTH, "ann.b@mail@north")).isEmpty();
        for (String name : new String[] {"ann", "ann@south", "@north", "ann@North", "ann@", ""}) {
            assertThat(refuseName(NORTH, name)).as(name).isPresent();
        }
    }

    @Test
    void the_default_tenants_users_have_no_end_of_a_tenant_but_may_be_addresses() {
        assertThat(refuseName(TenantId.DEFAULT, "ann")).isEmpty();
        assertThat(refuseName(TenantId.DEFAULT, "ann@example.org")).isEmpty();
        for (String name : new String[] {"ann@north", "ann@North", "ann@", "a b", "a/b", "ä"}) {
            assertThat(refuseName(TenantId.DEFAULT, name)).as(name).isPresent();
        }
        assertThat(refuseName(TenantId.DEFAULT, "a".repeat(65))).isPresent();
    }

    @Test
    void a_password_is_long_and_not_the_name() {
        assertThat(refusePassword("ann", "twelve chars")).isEmpty();
        assertThat(refusePassword("ann", "eleven char"))
                .hasValueSatisfying(reason ->
                        assertThat(reason).contains("11").contains("12").doesNotContain("eleven"));
        assertThat(refusePassword("ann@example.org", "Ann@Example.org")).isPresent();
    }
}
