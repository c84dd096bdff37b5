package aule.policy;

import java.util.List;

/** Says allow, deny or confirm to every action, by the first rule that applies. */
public final class Policy {

    private final PolicyFile file;

    Policy(PolicyFile file) {
        this.file = file;
    }

    public Verdict decide(Action action) {
        return file.current().rules().decide(action);
    }

    /** The rules in force, in the order in which they are tried. */
    public List<Rule> rules() {
        return file.current().rules().rules();
    }

    /** Why the rules in force are not what the file says now; empty if they are. */
    public String problem() {
        return file.current().problem();
    }

    String file() {
        return file.file().toString();
    }
}
