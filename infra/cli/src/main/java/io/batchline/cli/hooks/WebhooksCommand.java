package io.batchline.cli.hooks;

import io.batchline.cli.client.Query;
import picocli.CommandLine.Command;

/// `webhooks`: who is told of the tenant's batches, and how that goes.
@Command(
        name = "webhooks",
        mixinStandardHelpOptions = true,
        description =
                "Endpoints that are told of the tenant's batches, for operators; administrators change them.",
        subcommands = {
            EndpointCommands.ListEndpoints.class,
            EndpointCommands.Show.class,
            EndpointChanges.Add.class,
            EndpointChanges.Change.class,
            EndpointChanges.Rotate.class,
            EndpointCommands.Remove.class,
            EndpointCommands.Try.class,
            DeliveryCommands.ListDeliveries.class,
            DeliveryCommands.Attempts.class,
            DeliveryCommands.Replay.class
        })
public final class WebhooksCommand {
    static final String PATH = "/api/webhooks";

    static String path(String id) {
        return PATH + "/" + Query.encoded(id);
    }
}
