package aule.terminals;

import aule.kernel.RunId;
import org.jspecify.annotations.Nullable;

/**
 * Who types.
 *
 * @param name of the person; empty for an agent, whose run says who it is
 * @param run whose agent it is, null for a person
 */
public record Typist(String name, @Nullable RunId run) {

    public static Typist person(String name) {
        return new Typist(name, null);
    }

    public static Typist agent(RunId run) {
        return new Typist("", run);
    }

    String kind() {
        return run == null ? "person" : "agent";
    }
}
