package aule.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LanesTests {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final Lanes lanes = new Lanes();
    private int count;

    @Nested
    class Shares {

        @Test
        void alternateBetweenOwnersHoweverManyOneHas() {
            IntStream.range(0, 1_000).forEach(_ -> add("ana", "", 3));
            IntStream.range(0, 3).forEach(_ -> add("rui", "", 3));

            assertThat(owners(take(7))).containsExactly("ana", "rui", "ana", "rui", "ana", "rui", "ana");
        }

        @Test
        void alternateBetweenTheProjectsOfAnOwner() {
            IntStream.range(0, 100).forEach(_ -> add("ana", "big", 3));
            IntStream.range(0, 2).forEach(_ -> add("ana", "small", 3));
            IntStream.range(0, 4).forEach(_ -> add("rui", "", 3));

            assertThat(take(8).stream().map(job -> job.ticket().turn()))
                    .containsExactly(
                            new Share("ana", "big"),
                            new Share("rui", ""),
                            new Share("ana", "small"),
                            new Share("rui", ""),
                            new Share("ana", "big"),
                            new Share("rui", ""),
                            new Share("ana", "small"),
                            new Share("rui", ""));
        }

        @Test
        void doNotGrowWhileSomebodyIsAway() {
            IntStream.range(0, 100).forEach(_ -> add("ana", "", 3));
            take(50);
            IntStream.range(0, 5).forEach(_ -> add("rui", "", 3));

            assertThat(owners(take(4))).containsExactly("rui", "ana", "rui", "ana");
        }

        @Test
        void areNotTakenAwayByAStreamOfNewOwners() {
            add("ana", "", 3);
            add("ana", "", 3);
            take(1);
            for (var number = 0; number < 100; number++) {
                add("new-" + number, "", 3);
                add("newer-" + number, "", 3);
                if (owners(take(1)).contains("ana")) {
                    assertThat(number).isLessThan(3);
                    return;
                }
            }
            throw new AssertionError("ana never had a turn");
        }
    }

    @Nested
    class Priorities {

        @Test
        void areStrict() {
            List.of(5, 3, 1, 4, 2).forEach(priority -> add("ana", "", priority));

            assertThat(take(5)).extracting(job -> job.ticket().priority()).containsExactly(1, 2, 3, 4, 5);
        }

        @Test
        void areNotPassedOverForEver() {
            IntStream.range(0, 200).forEach(_ -> add("ana", "", 1));
            add("ana", "", 5);
            add("rui", "", 5);
            var starts = take(2 * (Lanes.PATIENCE + 1));

            assertThat(starts.get(Lanes.PATIENCE).ticket().priority()).isEqualTo(5);
            assertThat(starts.getLast().ticket().priority()).isEqualTo(5);
            assertThat(starts.stream().filter(job -> job.ticket().priority() == 5))
                    .hasSize(2);
        }

        @Test
        void areNotPassedOverByThoseThatMayNotBegin() {
            add("ana", "", 1);
            IntStream.range(0, 40).forEach(_ -> add("rui", "", 3));

            IntStream.range(0, 40)
                    .forEach(_ -> assertThat(lanes.take("rui"::equals)).isPresent());
            assertThat(owners(take(1))).containsExactly("ana");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void theForetoldOrderIsTheRealOne(long seed) {
        var random = new Random(seed);
        var slots = new Slots(new Limits(10, 10));
        for (var round = 0; round < 30; round++) {
            IntStream.range(0, random.nextInt(20)).forEach(_ -> addAny(random));
            take(random.nextInt(10));
            var foretold = lanes.order(slots);
            var real = drained(lanes.copy());
            assertThat(foretold).containsExactlyElementsOf(real);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void nobodyWaitsLongerThanTheRuleSays(long seed) {
        var random = new Random(seed);
        var waiting = new HashMap<Job, Integer>();
        IntStream.range(0, 40).forEach(_ -> waiting.put(addAny(random), 0));
        for (var start = 0; start < 3_000; start++) {
            lanes.take(_ -> true).ifPresent(waiting::remove);
            waiting.replaceAll((_, starts) -> starts + 1);
            waiting.put(add("owner-0", "", 1), 0); // whoever is urgent never stops coming
        }

        // 40 jobs of 5 priorities: each start of a low one comes after at most 16 + 4 others
        assertThat(waiting.entrySet().stream()
                        .filter(it -> it.getValue() > 40 * (Lanes.PATIENCE + 4))
                        .filter(it -> it.getKey().ticket().priority() > 1))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void aMoveIsWhatItSays(long seed) {
        var random = new Random(seed);
        var slots = new Slots(Limits.of(1));
        var all = new ArrayList<Job>();
        IntStream.range(0, 30).forEach(_ -> all.add(addAny(random)));
        for (var round = 0; round < 60; round++) {
            var job = all.get(random.nextInt(all.size()));
            var mine = ofOwner(job, slots);
            var other = mine.get(random.nextInt(mine.size()));
            switch (random.nextInt(4)) {
                case 0 -> {
                    move(job, slots, new Place.First());
                    assertThat(ofOwner(job, slots)).first().isEqualTo(job);
                }
                case 1 -> {
                    move(job, slots, new Place.Last());
                    assertThat(ofOwner(job, slots)).last().isEqualTo(job);
                }
                case 2 -> {
                    move(job, slots, new Place.Before("run", Job.key(other.id())));
                    assertThat(ofOwner(job, slots).indexOf(job))
                            .isLessThanOrEqualTo(ofOwner(job, slots).indexOf(other));
                }
                default -> {
                    move(job, slots, new Place.After("run", Job.key(other.id())));
                    assertThat(ofOwner(job, slots).indexOf(job))
                            .isGreaterThanOrEqualTo(ofOwner(job, slots).indexOf(other));
                }
            }
        }
    }

    private void move(Job job, Slots slots, Place place) {
        var ticket = new Moves(job, lanes, slots).to(place);
        lanes.remove(job);
        job.ticket(Ticket.parse(ticket.text()));
        lanes.add(job);
    }

    private List<Job> ofOwner(Job job, Slots slots) {
        var owner = job.ticket().share().owner();
        return lanes.order(slots).stream()
                .filter(it -> it.ticket().share().owner().equals(owner))
                .toList();
    }

    private Job addAny(Random random) {
        return add("owner-" + random.nextInt(4), "project-" + random.nextInt(3), 1 + random.nextInt(5));
    }

    private Job add(String owner, String project, int priority) {
        var number = ++count;
        var job = new Job("run:" + number, Ticket.of(priority, NOON, new Share(owner, project), number));
        lanes.add(job);
        return job;
    }

    private List<Job> take(int starts) {
        return IntStream.range(0, starts)
                .mapToObj(_ -> lanes.take(_ -> true))
                .flatMap(Optional::stream)
                .toList();
    }

    private static List<Job> drained(Lanes lanes) {
        var all = new ArrayList<Job>();
        for (var next = lanes.take(_ -> true); next.isPresent(); next = lanes.take(_ -> true)) {
            all.add(next.get());
        }
        return all;
    }

    private static List<String> owners(List<Job> jobs) {
        return jobs.stream().map(job -> job.ticket().share().owner()).toList();
    }
}
