package aule.network;

import aule.egress.Gatekeeper;
import aule.egress.Passage;
import aule.egress.Target;
import aule.kernel.ErrorCode;
import java.util.function.BiPredicate;
import java.util.function.Supplier;

/** Decides on the requests of one command, by what its network is at the moment. */
final class Keeper implements Gatekeeper {

    private final Log.Sender sender;
    private final BiPredicate<String, Integer> allowed;
    private final Supplier<Quotas.Meter> meters;
    private final Log log;
    private volatile Quotas.Meter meter = Quotas.Meter.NONE;

    Keeper(Log.Sender sender, BiPredicate<String, Integer> allowed, Supplier<Quotas.Meter> meters, Log log) {
        this.sender = sender;
        this.allowed = allowed;
        this.meters = meters;
        this.log = log;
    }

    @Override
    public Ruling rule(Target target) {
        if (log.isFull()) {
            return new Ruling.Closed(
                    ErrorCode.UNAVAILABLE,
                    "Requests cannot be written down at the moment, so none is made; try later.");
        }
        if (!allowed.test(target.host(), target.port())) {
            return new Ruling.Closed(
                    ErrorCode.EGRESS_DENIED,
                    "The network of this project and agent does not reach %s.".formatted(target));
        }
        meter = meters.get();
        var spent = meter.take(0);
        return spent.isEmpty() ? Ruling.OPEN : new Ruling.Closed(ErrorCode.QUOTA_EXCEEDED, spent);
    }

    @Override
    public String spend(long bytes) {
        return meter.take(bytes);
    }

    @Override
    public void ended(Passage passage) {
        log.note(sender, passage);
    }
}
