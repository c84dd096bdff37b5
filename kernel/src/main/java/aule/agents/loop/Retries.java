package aule.agents.loop;

import aule.agents.Settings;
import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import java.util.random.RandomGenerator;

/** Tries again what failed in a way that may pass, a few times and with growing pauses. */
public final class Retries {

    /** Something that may fail for a while. */
    @FunctionalInterface
    interface Attempt<T> {
        T make() throws InterruptedException;
    }

    private final Settings settings;
    private final RandomGenerator chance;

    public Retries(Settings settings, RandomGenerator chance) {
        this.settings = settings;
        this.chance = chance;
    }

    /** @throws AuleException that the last try met, or the first one that no wait can mend */
    <T> T until(Attempt<T> attempt) throws InterruptedException {
        for (var tried = 1; ; tried++) {
            try {
                return attempt.make();
            } catch (AuleException failure) {
                if (failure.code().retry() != ErrorCode.Retry.WITH_BACKOFF || tried >= settings.tries()) {
                    throw failure;
                }
                pause(tried);
            }
        }
    }

    /** Doubles with every try, and differs a little so that many runs do not come back at once. */
    private void pause(int tried) throws InterruptedException {
        var longest = settings.pause().toMillis() << (tried - 1);
        Thread.sleep(longest / 2 + chance.nextLong(longest / 2 + 1));
    }
}
