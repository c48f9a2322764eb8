package io.batchline.gateway.sse;

import io.batchline.http.Problem;
import io.batchline.http.identity.Authenticator.Admission;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks again what viewers may see, while they do. For any thread.
public final class Rights {
    private static final Logger LOG = LoggerFactory.getLogger(Rights.class);

    /// Looks at the same time, so that requests find the database too.
    private static final int AT_ONCE = 32;

    private final Admissions admissions;

    public Rights(Admissions admissions) {
        this.admissions = admissions;
    }

    /// Whether what let a viewer in still does.
    @FunctionalInterface
    public interface Admissions {
        boolean hold(Admission admission) throws SQLException;
    }

    /// Those of them that would not be let in any more. Where nobody can be asked, none. Many at
    /// once: the database answers what is asked together together.
    Set<Admission> endedOf(Collection<Admission> asked) throws InterruptedException {
        Set<Admission> ended = ConcurrentHashMap.newKeySet();
        var turns = new Semaphore(AT_ONCE);
        try (var looks = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Admission admission : Set.copyOf(asked)) {
                turns.acquire();
                looks.execute(() -> {
                    try {
                        if (!holds(admission)) {
                            ended.add(admission);
                        }
                    } finally {
                        turns.release();
                    }
                });
            }
        }
        return ended;
    }

    private boolean holds(Admission admission) {
        try {
            return admissions.hold(admission);
        } catch (SQLException | Problem e) {
            // A problem, where the issuer of the viewer's token does not answer.
            LOG.atWarn().setCause(e).log("a viewer's right could not be looked up");
            return true;
        }
    }
}
