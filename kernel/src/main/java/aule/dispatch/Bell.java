package aule.dispatch;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Has the library look for due tasks before its next poll. */
final class Bell {

    private static final Duration EXACT = Duration.ofHours(1); // beyond it the poll is near enough

    private final InstantSource clock;
    private volatile @Nullable Runnable look;

    Bell(InstantSource clock) {
        this.clock = clock;
    }

    /** @param check makes the library look */
    void rings(Runnable check) {
        look = check;
    }

    void ring() {
        var check = look;
        if (check != null) {
            check.run();
        }
    }

    /** Rings when a timer is due. */
    void ringAt(Instant due) {
        var wait = Duration.between(clock.instant(), due);
        if (wait.compareTo(EXACT) < 0) {
            CompletableFuture.delayedExecutor(wait.toMillis() + 1, TimeUnit.MILLISECONDS)
                    .execute(this::ring);
        }
    }
}
