package io.batchline.ingest;

import io.batchline.database.DatabaseConfig;
import io.batchline.http.openid.OpenIdConfig;
import io.batchline.ingest.batch.UploadLimits;
import io.batchline.kafka.KafkaConnection;
import io.batchline.outbound.AllowedTargets;
import java.nio.file.Path;
import java.util.Optional;

/// What ingest needs to run.
///
/// @param storage the folder of the blob store
/// @param uploads what uploads may take
/// @param adminPassword the password that `admin` has from now on; absent: as it is, and a random
///   one at the first start
/// @param openId whose tokens are taken beside our own
/// @param webhooksAllowed inner targets that webhooks may have
public record IngestConfig(
        KafkaConnection kafka,
        DatabaseConfig database,
        Path storage,
        UploadLimits uploads,
        Optional<String> adminPassword,
        Optional<OpenIdConfig> openId,
        AllowedTargets webhooksAllowed) {
    public IngestConfig {
        if (adminPassword.isPresent() && adminPassword.get().isBlank()) {
            throw new IllegalArgumentException("the admin password is blank");
        }
    }

    public static IngestConfig of(KafkaConnection kafka, DatabaseConfig database, Path storage) {
        return new IngestConfig(
                kafka,
                database,
                storage,
                UploadLimits.DEFAULTS,
                Optional.empty(),
                Optional.empty(),
                AllowedTargets.NONE);
    }

    public IngestConfig withUploads(UploadLimits limits) {
        return new IngestConfig(
                kafka, database, storage, limits, adminPassword, openId, webhooksAllowed);
    }

    public IngestConfig withAdminPassword(String password) {
        return new IngestConfig(
                kafka, database, storage, uploads, Optional.of(password), openId, webhooksAllowed);
    }

    public IngestConfig withOpenId(Optional<OpenIdConfig> issuer) {
        return new IngestConfig(
                kafka, database, storage, uploads, adminPassword, issuer, webhooksAllowed);
    }

    public IngestConfig withWebhooksAllowed(AllowedTargets targets) {
        return new IngestConfig(kafka, database, storage, uploads, adminPassword, openId, targets);
    }

    /// Without the password.
    @Override
    public String toString() {
        return "IngestConfig[kafka=%s, database=%s, storage=%s, uploads=%s]"
                .formatted(kafka.bootstrapServers(), database, storage, uploads);
    }
}
