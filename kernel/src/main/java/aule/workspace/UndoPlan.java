package aule.workspace;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Exactly what an undo will change.
 *
 * @param token stands for the plan as long as nobody changes what it is about
 * @param items what changes or is not clear, by path
 */
public record UndoPlan(String token, List<Item> items) {

    public UndoPlan {
        items = List.copyOf(items);
    }

    /**
     * One path.
     *
     * @param path what cannot be shown in it is replaced
     * @param change from what it is to what it becomes; null if it stays
     * @param old from what it is to what it was, where it was changed again since; null if it was not
     * @param merged from what it is to what it is without the earlier change only; null if that is not possible
     * @param choice what happens to a path that was changed again since; null if it was not
     * @param reason why it stays although nobody chose so; null if it does not
     */
    public record Item(
            String path,
            @Nullable Change change,
            @Nullable Change old,
            @Nullable Change merged,
            @Nullable Choice choice,
            Untouched.@Nullable Reason reason) {

        /** Whether its change is meant and it stays as it is. */
        public boolean stays() {
            return change == null;
        }
    }

    /** How many paths change. */
    public int changed() {
        return (int) items.stream().filter(it -> !it.stays()).count();
    }

    /** How many paths stay although their change is meant. */
    public int kept() {
        return items.size() - changed();
    }

    /** How many paths were changed again since. */
    public int conflicts() {
        return (int) items.stream().filter(it -> it.choice() != null).count();
    }
}
