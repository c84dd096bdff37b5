package aule.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import aule.dispatch.Limits;
import aule.dispatch.Place;
import aule.dispatch.Share;
import aule.kernel.AuleException;
import aule.kernel.SystemClock;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Everything at once. A backend proves itself by extending this and adding nothing. */
@Timeout(120)
public abstract class StressContract extends WithDispatch {

    private static final int KEYS = 40;
    private static final int SLOTS = 4;
    private static final String LAST = "last-";

    private final AtomicIntegerArray wanted = new AtomicIntegerArray(KEYS);
    private final AtomicIntegerArray seen = new AtomicIntegerArray(KEYS);
    private final AtomicIntegerArray inside = new AtomicIntegerArray(KEYS);
    private final AtomicIntegerArray failed = new AtomicIntegerArray(KEYS);
    private final CountDownLatch together = new CountDownLatch(SLOTS);
    private final AtomicBoolean twice = new AtomicBoolean();

    private void work(String key) throws InterruptedException {
        if (key.startsWith(LAST)) {
            together.countDown();
            together.await();
            return;
        }
        var number = Integer.parseInt(key);
        twice.compareAndSet(false, inside.incrementAndGet(number) > 1);
        try {
            var wish = wanted.get(number);
            if (wish % 7 == 3 && failed.getAndSet(number, wish) != wish) {
                throw new IllegalStateException("a worker may fail");
            }
            seen.set(number, wish);
            LockSupport.parkNanos(wish % 3 * 1_000_000L);
        } finally {
            inside.decrementAndGet(number);
        }
    }

    private void anything(Random random) {
        var number = random.nextInt(KEYS);
        var key = Integer.toString(number);
        switch (random.nextInt(10)) {
            case 0 -> dispatch().cancel("run", key);
            case 1 -> move(key, random);
            case 2 -> dispatch().reprioritise("run", key, 1 + random.nextInt(5));
            case 3 -> dispatch().limits(new Limits(1 + random.nextInt(6), 1 + random.nextInt(3)));
            case 4 ->
                dispatch()
                        .submitAt(
                                "run",
                                key,
                                share(random),
                                3,
                                SystemClock.UTC.instant().plusMillis(5));
            default -> {
                wanted.incrementAndGet(number);
                dispatch().submit("run", key, share(random), 1 + random.nextInt(5));
            }
        }
        assertThat(dispatch().queue(0, KEYS)).extracting("position").isSorted();
    }

    private void move(String key, Random random) {
        var other = Integer.toString(random.nextInt(KEYS));
        var places = List.of(
                new Place.First(), new Place.Last(), new Place.Before("run", other), new Place.After("run", other));
        try {
            dispatch().move("run", key, places.get(random.nextInt(places.size())));
        } catch (AuleException notQueued) {
            assertThat(notQueued).hasMessageContaining("not queued");
        }
    }

    private static Share share(Random random) {
        return new Share("owner-" + random.nextInt(3), "project-" + random.nextInt(2));
    }

    @Test
    void losesNothingAndDoesNothingTwiceAtOnce() throws Exception {
        reopen(QUICK.with(Limits.of(SLOTS)));
        working(this::work);
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var person : IntStream.range(0, 8)
                    .mapToObj(this::person)
                    .map(people::submit)
                    .toList()) {
                person.get();
            }
        }
        dispatch().limits(Limits.of(SLOTS));
        IntStream.range(0, KEYS).forEach(this::want);

        Awaiting.until("nothing is left", () -> rows() == 0);
        assertThat(twice).isFalse();
        assertThat(seen).hasToString(wanted.toString());
        assertThat(dispatch().queue(0, 1)).isEmpty();

        IntStream.range(0, SLOTS).forEach(number -> submit(LAST + number));
        Awaiting.until("all slots are free again and work at once", () -> together.getCount() == 0);
        Awaiting.until("nothing is left", () -> rows() == 0);
    }

    private Runnable person(int seed) {
        var random = new Random(seed);
        return () -> IntStream.range(0, 60).forEach(_ -> anything(random));
    }

    private void want(int number) {
        wanted.incrementAndGet(number);
        dispatch().submit("run", Integer.toString(number), ANA, 3);
    }
}
