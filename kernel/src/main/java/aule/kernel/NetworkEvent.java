package aule.kernel;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something that happened to what leaves this machine. */
public sealed interface NetworkEvent extends Event {

    /** Where networks and quotas are set. */
    StreamId SETTINGS = new StreamId("network");

    /** Where requests are written down. */
    StreamId REQUESTS = new StreamId("egress");

    /**
     * The network of a project or an agent goes so far from now on.
     *
     * @param subject the project's or the persona's id
     * @param preset {@code offline}, {@code packages}, {@code web} or {@code custom}; null for a persona that has what
     *     its project has
     * @param hosts of {@code custom} only
     */
    @JsonTypeName("network.set")
    record Set(String subject, @Nullable String preset, List<String> hosts) implements NetworkEvent {

        public Set {
            hosts = List.copyOf(hosts);
        }
    }

    /**
     * How many bytes commands may send and receive from now on.
     *
     * @param scope {@code org}, {@code project} or {@code agent}
     * @param subject the id of the one that it is for; null for each one by itself
     * @param period {@code run}, {@code day} or {@code month}, in UTC
     * @param maxBytes null if there is no limit any more
     */
    @JsonTypeName("egress.quota_set")
    record QuotaSet(
            String scope,
            @Nullable String subject,
            String period,
            @Nullable Long maxBytes) implements NetworkEvent {}

    /** Requests ended or were turned back, in the order in which they did; the project is that of the event. */
    @JsonTypeName("egress.requested")
    record Requested(List<Request> requests) implements NetworkEvent {

        public Requested {
            requests = List.copyOf(requests);
        }
    }

    /**
     * One request, without its path and what it carried.
     *
     * @param at when it began
     * @param purpose {@code sandbox} for a command's, else what the kernel wanted, for example {@code model}
     * @param method the HTTP method; {@code CONNECT} for a tunnel
     * @param verdict {@code allowed}, {@code denied} or {@code failed}
     * @param reason why it was turned back or failed, as a sentence; empty if it went through
     * @param bytesUp bytes that left
     * @param bytesDown bytes that came
     * @param rootId the run at the top of its tree; null outside of runs
     */
    record Request(
            Instant at,
            String purpose,
            String method,
            String host,
            int port,
            String verdict,
            String reason,
            long bytesUp,
            long bytesDown,
            long durationMs,
            @Nullable PersonaId personaId,
            @Nullable RunId runId,
            @Nullable RunId rootId,
            @Nullable String callId) {}
}
