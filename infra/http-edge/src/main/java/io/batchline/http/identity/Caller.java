package io.batchline.http.identity;

import io.batchline.contract.id.TenantId;

/// Who is asking. Whatever it asks for is looked up within its tenant.
public record Caller(String username, TenantId tenant, Role role) {}
