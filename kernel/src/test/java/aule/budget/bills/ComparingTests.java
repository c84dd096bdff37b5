package aule.budget.bills;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import aule.budget.bills.Difference.Kind;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ComparingTests {

    private static final String PROVIDER = "cloud";
    private static final Instant NOON = Instant.parse("2026-08-04T12:00:00Z");

    private final List<Answered> ledger = new ArrayList<>();

    private void answered(Duration after, String model, @Nullable String id, long in, long out, @Nullable Long nanos) {
        ledger.add(new Answered(
                ledger.size() + 1L, "run-a", PROVIDER + "/" + model, id, in, out, nanos, NOON.plus(after)));
    }

    private Comparison compare(String... rows) {
        var text = String.join("\n", rows).getBytes(StandardCharsets.UTF_8);
        return Comparing.of(BillFile.read(new ByteArrayInputStream(text), PROVIDER), ledger, PROVIDER);
    }

    private Comparison calls(String... rows) {
        var all = new ArrayList<>(List.of("id,time,model,tokens_in,tokens_out,cost"));
        all.addAll(List.of(rows));
        return compare(all.toArray(String[]::new));
    }

    @Test
    void aCallIsFoundByItsIdHoweverLateItIsBilled() {
        answered(Duration.ofHours(-3), "large", "resp-1", 10, 5, 1_000_000_000L);
        answered(Duration.ZERO, "large", "resp-2", 10, 5, 1_000_000_000L);

        var it = calls("resp-1,2026-08-04T12:00:00Z,large,10,5,1", "resp-2,2026-08-04T12:00:00Z,large,10,5,1");

        assertThat(it.same()).isEqualTo(2);
        assertThat(it.differences()).isEmpty();
        assertThat(it.billed()).isEqualTo(it.ledger()).isEqualTo(new Tally(2, 20L, 10L, 2_000_000_000L));
    }

    @Test
    void whatTheyDisagreeAboutIsToldCallByCall() {
        answered(Duration.ofSeconds(1), "large", "resp-1", 10, 5, 900_000_000L);
        answered(Duration.ofSeconds(2), "large", "resp-2", 10, 5, null);
        answered(Duration.ofSeconds(3), "large", "resp-3", 7, 7, 1L);

        var it = calls(
                "resp-1,2026-08-04T12:00:00Z,large,10,5,1",
                "resp-2,2026-08-04T12:00:02Z,large,10,5,1",
                "resp-4,2026-08-04T12:00:04Z,large,7,7,0.000000001");

        assertThat(it.same()).isZero();
        assertThat(it.unpriced()).isEqualTo(1);
        assertThat(it.differences())
                .extracting(Difference::kind, Difference::id, Difference::line)
                .containsExactly(
                        tuple(Kind.DIFFERS, "resp-1", 2L),
                        tuple(Kind.DIFFERS, "resp-2", 3L),
                        tuple(Kind.ONLY_LEDGER, "resp-3", null),
                        tuple(Kind.ONLY_BILL, "resp-4", 4L));
        assertThat(it.differences().getFirst().run()).isEqualTo("run-a");
    }

    @Test
    void withoutIdsACallIsFoundByItsTokensAndItsTime() {
        answered(Duration.ofMinutes(4), "large-20260101", null, 10, 5, 1_000_000_000L);
        answered(Duration.ofMinutes(1), "large-20260101", null, 20, 5, 2_000_000_000L);
        answered(Duration.ofMinutes(2), "small", "resp-9", 10, 5, 1L);

        var it = calls(
                ",2026-08-04T12:00:00Z,Large,10,5,1",
                ",2026-08-04T12:00:00Z,Large,20,5,2",
                "x,2026-08-04 12:05:00,large,1,1,0");

        assertThat(it.same()).isEqualTo(2);
        assertThat(it.differences()).extracting(Difference::kind).containsExactly(Kind.ONLY_LEDGER, Kind.ONLY_BILL);
    }

    @Test
    void ofTheSameModelTheNearestIsTheOneThatDiffers() {
        answered(Duration.ofSeconds(30), "large", null, 10, 5, 1_000_000_000L);
        answered(Duration.ofSeconds(-50), "large", null, 10, 4, 1_000_000_000L);

        var it = calls(",2026-08-04T12:00:00Z,large,11,5,1", ",2026-08-04T12:09:00Z,large,11,5,1");

        assertThat(it.differences())
                .extracting(Difference::kind, Difference::seq)
                .containsExactly(tuple(Kind.DIFFERS, 1L), tuple(Kind.ONLY_BILL, null));
    }

    @Test
    void whatHappenedOutsideOfTheBillIsNotMissingInIt() {
        answered(Duration.ofMinutes(-5), "large", null, 3, 3, 1L);
        answered(Duration.ofSeconds(1), "large", null, 10, 5, 1_000_000_000L);

        assertThat(calls(",2026-08-04T12:00:00Z,large,10,5,1").differences()).isEmpty();
    }

    @Test
    void sumsAreComparedByModelAndDay() {
        IntStream.range(0, 3).forEach(i -> answered(Duration.ofHours(i), "large", "resp-" + i, 10, 5, 100_000_000L));
        answered(Duration.ZERO, "small", null, 10, 5, 1_000L);
        answered(Duration.ofHours(13), "large", null, 10, 5, 100_000_000L);

        var it = compare(
                "day,model,cost,tokens_in,tokens_out",
                "2026-08-04,large,0.1,20,10",
                "2026-08-04,large,0.2,10,5",
                "2026-08-05,large,0.2,10,5",
                "2026-08-05,other,0.2,10,5");

        assertThat(it.same()).isEqualTo(1);
        assertThat(it.differences())
                .extracting(Difference::kind, Difference::model, d -> d.ledger().calls())
                .containsExactly(
                        tuple(Kind.ONLY_LEDGER, "cloud/small", 1L),
                        tuple(Kind.DIFFERS, "large", 1L),
                        tuple(Kind.ONLY_BILL, "other", 0L));
    }

    @Test
    void aBillInCentsMayBeOffByHalfACentARow() {
        answered(Duration.ZERO, "claude-sonnet-4-5", null, 10, 5, 54_000_000L);

        var it = compare(
                "usage_date_utc,model,token_type,cost_usd",
                "2026-08-04,Claude Sonnet 4.5,input_no_cache,0.04",
                "2026-08-04,Claude Sonnet 4.5,output,0.02",
                "2026-08-04,,web_search,0.01");

        assertThat(it.same()).isEqualTo(1);
        assertThat(it.differences())
                .singleElement()
                .satisfies(d -> assertThat(d.kind()).isEqualTo(Kind.ONLY_BILL));
    }

    @Test
    void aBillWithoutModelsCountsAllOfThem() {
        answered(Duration.ZERO, "large", null, 10, 5, 50_000_000L);
        answered(Duration.ZERO, "small", null, 10, 5, 10_000_000L);

        var it = compare("""
                {"data": [{"start_time": 1785801600, "end_time": 1785888000, "results":
                  [{"amount": {"value": 0.06, "currency": "usd"}, "line_item": null}]}]}
                """);

        assertThat(it.same()).isEqualTo(1);
        assertThat(it.billed().tokensIn()).as("the bill does not say").isNull();
    }

    @Test
    void callsThatAreAllAlikeAreEachFoundOnce() {
        var rows = IntStream.range(0, 20_000)
                .mapToObj(i -> ",2026-08-04T12:00:%02dZ,large,10,5,1".formatted(i % 60))
                .toArray(String[]::new);
        IntStream.range(0, 20_000)
                .forEach(i -> answered(Duration.ofSeconds(i % 60), "large", null, 10, 5, 1_000_000_000L));

        assertThat(calls(rows).same()).isEqualTo(20_000);
    }
}
