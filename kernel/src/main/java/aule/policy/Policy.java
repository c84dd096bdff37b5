package aule.policy;

import java.util.List;
import java.util.stream.Stream;

/** Says allow, deny or confirm to every action, by the first rule that applies. */
public final class Policy {

    /** Stands before the rules of the file, and nobody takes it away. */
    static final Rule CLOSED = new Rule(
            "closed-place",
            "closed",
            Rule.Answer.DENY,
            "The path leads to Aule's own home, to keys and passwords or into the machine's insides, which stay closed.");

    private static final String WIDER = "wider-network";

    private final PolicyFile file;

    Policy(PolicyFile file) {
        this.file = file;
    }

    /** What the rules allow still asks where it wants a wider network than there is. */
    public Verdict decide(Action action) {
        if (action.closed()) {
            return new Verdict(CLOSED.answer(), CLOSED.id(), CLOSED.reason());
        }
        var verdict = file.current().rules().decide(action);
        return verdict.answer() == Rule.Answer.ALLOW && !action.wider().isEmpty()
                ? new Verdict(Rule.Answer.CONFIRM, WIDER, action.wider())
                : verdict;
    }

    /** The walls that the action's command gets. */
    public Walls walls(Action action) {
        return file.current().rules().walls(action);
    }

    /** The rules in force, in the order in which they are tried. */
    public List<Rule> rules() {
        return Stream.concat(Stream.of(CLOSED), file.current().rules().rules().stream())
                .toList();
    }

    /** Why the rules in force are not what the file says now; empty if they are. */
    public String problem() {
        return file.current().problem();
    }

    String file() {
        return file.file().toString();
    }
}
