package io.batchline.outbound;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The inner targets that an operator lets be called all the same: blocks of addresses, and hosts
/// by name, wherever that leads.
public final class AllowedTargets {
    public static final AllowedTargets NONE = new AllowedTargets(List.of(), Set.of());

    /// The environment variable that names those of webhooks.
    public static final String WEBHOOKS = "BATCHLINE_WEBHOOK_ALLOW";

    private static final Pattern HOST =
            Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*");
    private static final Pattern ADDRESS = Pattern.compile("[0-9./]+|[0-9a-f:./]*:[0-9a-f:./]*");

    private final List<AddressBlock> blocks;
    private final Set<String> hosts;

    private AllowedTargets(List<AddressBlock> blocks, Set<String> hosts) {
        this.blocks = List.copyOf(blocks);
        this.hosts = Set.copyOf(hosts);
    }

    /// Reads addresses, blocks and host names, divided by commas; none when the variable is not
    /// set.
    ///
    /// @throws IllegalArgumentException naming the variable, what is wrong in it, and what it takes
    public static AllowedTargets of(String variable, Map<String, String> environment) {
        var blocks = new ArrayList<AddressBlock>();
        var hosts = new HashSet<String>();
        for (String part : environment.getOrDefault(variable, "").split(",", -1)) {
            String entry = part.strip().toLowerCase(Locale.ROOT);
            if (ADDRESS.matcher(entry).matches()) {
                blocks.add(block(variable, entry));
            } else if (HOST.matcher(entry).matches()) {
                hosts.add(entry);
            } else if (!entry.isEmpty()) {
                throw wrong(variable, entry, null);
            }
        }
        return blocks.isEmpty() && hosts.isEmpty() ? NONE : new AllowedTargets(blocks, hosts);
    }

    boolean admits(String host, InetAddress address) {
        return hosts.contains(host.toLowerCase(Locale.ROOT))
                || blocks.stream().anyMatch(block -> block.contains(address));
    }

    private static AddressBlock block(String variable, String entry) {
        try {
            return AddressBlock.of(entry);
        } catch (IllegalArgumentException e) {
            throw wrong(variable, entry, e);
        }
    }

    private static IllegalArgumentException wrong(
            String variable, String entry, @Nullable IllegalArgumentException cause) {
        return new IllegalArgumentException(
                "%s names '%s': it takes addresses, blocks like 10.1.0.0/16 and host names, divided by commas"
                        .formatted(variable, entry),
                cause);
    }
}
