package aule.web;

import aule.egress.Behalf;
import aule.egress.Egress;
import aule.kernel.Account;
import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.kernel.OrgId;
import aule.kernel.RunId;
import aule.web.reading.Reader;
import aule.web.reading.Text;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads pages of the web: public addresses and what a person named, as far as robots.txt lets programs read. */
public final class Pages {

    /**
     * What somebody wants to read.
     *
     * @param run within which a page that has not changed is not sent again; null for none
     * @param raw as it was sent, markup and all
     * @param links whether to list where it leads
     * @param account for whom; null for the kernel itself
     * @param callId the tool call that wants it; null outside of calls
     */
    public record Request(
            OrgId org,
            @Nullable RunId run,
            String address,
            boolean raw,
            boolean links,
            @Nullable Account account,
            @Nullable String callId) {

        public Request(OrgId org, @Nullable RunId run, String address, boolean raw, boolean links) {
            this(org, run, address, raw, links, null, null);
        }

        Behalf behalf() {
            return new Behalf("page", account, callId);
        }
    }

    private final Egress egress;
    private final Robots robots;
    private final PageCache cache = new PageCache();
    private final SavedWeb saved;
    private final InstantSource clock;

    Pages(Egress egress, SavedWeb saved, InstantSource clock) {
        this.egress = egress;
        this.robots = new Robots(egress, clock);
        this.saved = saved;
        this.clock = clock;
    }

    /**
     * @throws AuleException with {@code INVALID} if the address is none, {@code EGRESS_DENIED} if nobody may read it
     *     from here, {@code TOOL_FAILED} if it is not there or no text
     */
    public Page read(Request request) throws InterruptedException {
        var settings = saved.of(request.org());
        var address = WebAddress.of(request.address());
        Fetched fetched;
        try {
            fetched = new Hops(egress, robots, cache, clock, settings, request).to(address);
        } catch (AuleException e) {
            throw e.passes() ? new AuleException(ErrorCode.TOOL_FAILED, e.sentence(), e) : e;
        }
        var text = Reader.read(fetched.document(), new Reader.Wish(request.raw(), request.links()));
        return new Page(
                fetched.address(),
                fetched.at(),
                fetched.type(),
                text.facts(),
                text.body(),
                Page.links(text.links()),
                notes(fetched, text));
    }

    private static List<String> notes(Fetched fetched, Text text) {
        var notes = new ArrayList<String>();
        if (!fetched.hops().isEmpty()) {
            notes.add("%s led to %s.".formatted(fetched.hops().getFirst(), fetched.address()));
        }
        if (fetched.cut()) {
            notes.add("It is larger than what is read of a page; this comes from its first %,d bytes."
                    .formatted(fetched.body().length()));
        }
        notes.addAll(text.notes());
        return notes;
    }
}
