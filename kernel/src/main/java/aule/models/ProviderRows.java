package aule.models;

import aule.egress.Origin;
import aule.journal.Journal;
import aule.kernel.AuleException;
import aule.kernel.AuleException.Fault;
import aule.kernel.ErrorCode;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Adds, changes and removes providers while the system runs. */
final class ProviderRows {

    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9_-]{0,39}");
    private static final int MOST = 100;

    /**
     * What a person wants of a provider; null leaves it as it is.
     *
     * @param key what becomes of the key
     */
    record Wish(
            @Nullable String preset,
            @Nullable String name,
            @Nullable Protocol protocol,
            @Nullable String baseUrl,
            @Nullable Boolean local,
            @Nullable Boolean enabled,
            @Nullable String defaultModel,
            Configured.@Nullable Limits limits,
            KeyWish key) {}

    /** What becomes of a key. */
    sealed interface KeyWish {

        record Keep() implements KeyWish {}

        record Remove() implements KeyWish {}

        record Replace(String key) implements KeyWish {

            /** Without the key. */
            @Override
            public String toString() {
                return "Replace[****]";
            }
        }
    }

    private final Presets presets;
    private final Setup setup;
    private final Providers providers;
    private final Announcements announcements;
    private final Memory memory;

    ProviderRows(Presets presets, Setup setup, Providers providers, Announcements announcements, Memory memory) {
        this.presets = presets;
        this.setup = setup;
        this.providers = providers;
        this.announcements = announcements;
        this.memory = memory;
    }

    /** @throws AuleException with {@code CONFLICT} if there is one of that id */
    Provider add(Journal.Origin who, @Nullable String id, Wish wish) {
        var wanted = id == null ? Objects.requireNonNullElse(wish.preset(), slug(wish.name())) : id;
        if (!ID.matcher(wanted).matches() || wanted.equals(BuiltinProvider.NAME)) {
            throw invalid("/id", "'%s' is no id of a provider; use 1 to 40 of a-z, 0-9, - and _.".formatted(wanted));
        }
        if (Setup.isOfSettings(wanted)) {
            throw new AuleException(
                    ErrorCode.CONFLICT,
                    "The provider '%s' is always there; its address and key are in the settings, and the rest is changed with PUT."
                            .formatted(wanted));
        }
        if (setup.rows() >= MOST) {
            throw new AuleException(
                    ErrorCode.INVALID, "There are %d providers already; remove one first.".formatted(MOST));
        }
        var row = checked(changed(begun(wanted, wish), wish));
        if (!setup.add(row)) {
            throw new AuleException(
                    ErrorCode.CONFLICT,
                    "There is a provider '%s' already; change it, or choose another id.".formatted(wanted));
        }
        return used(who, row.id(), wish.key());
    }

    /** @throws AuleException with {@code NOT_FOUND} if there is none of that id */
    Provider change(Journal.Origin who, String id, Wish wish) {
        var source =
                providers.named(id).flatMap(Provider::source).orElseThrow(() -> AuleException.notFound("provider", id));
        if (Setup.isOfSettings(id)) {
            requireSettled(id, wish);
        }
        setup.put(checked(changed(setup.row(id).orElse(source.configured()), wish)));
        return used(who, id, wish.key());
    }

    private static void requireSettled(String id, Wish wish) {
        if (wish.baseUrl() != null || wish.protocol() != null || !(wish.key() instanceof KeyWish.Keep)) {
            throw new AuleException(
                    ErrorCode.INVALID,
                    "The address and the key of '%s' are in the settings; change them with PUT /v1/settings or under Settings → Models."
                            .formatted(id));
        }
    }

    /** @throws AuleException with {@code NOT_FOUND} if none is stored under that id */
    void remove(Journal.Origin who, String id) {
        if (!setup.remove(id)) {
            throw AuleException.notFound("stored provider", id);
        }
        memory.forget(id);
        providers.reload();
        announcements.changed(who, "providers." + id);
    }

    private Provider used(Journal.Origin who, String id, KeyWish key) {
        switch (key) {
            case KeyWish.Keep() -> {
                // stays as it is
            }
            case KeyWish.Remove() -> setup.removeKey(id);
            case KeyWish.Replace(var secret) -> setup.putKey(id, secret);
        }
        providers.reload();
        announcements.changed(who, "providers." + id);
        return providers.named(id).orElseThrow(() -> AuleException.notFound("provider", id));
    }

    private Configured begun(String id, Wish wish) {
        if (wish.preset() != null) {
            var preset = Configured.from(presets.needed(wish.preset()));
            return new Configured(
                    id,
                    preset.name(),
                    preset.preset(),
                    preset.protocol(),
                    preset.baseUrl(),
                    preset.local(),
                    preset.relay(),
                    preset.needsKey(),
                    true,
                    "",
                    Configured.Limits.NONE);
        }
        return new Configured(id, id, "", Protocol.OPENAI, "", false, false, false, true, "", Configured.Limits.NONE);
    }

    private static Configured changed(Configured row, Wish wish) {
        return new Configured(
                row.id(),
                wish.name() == null || wish.name().isBlank()
                        ? row.name()
                        : wish.name().strip(),
                row.preset(),
                Objects.requireNonNullElse(wish.protocol(), row.protocol()),
                wish.baseUrl() == null || wish.baseUrl().isBlank()
                        ? row.baseUrl()
                        : wish.baseUrl().strip().replaceFirst("/+$", ""),
                Objects.requireNonNullElse(wish.local(), row.local()),
                row.relay(),
                row.needsKey(),
                Objects.requireNonNullElse(wish.enabled(), row.enabled()),
                wish.defaultModel() == null ? row.defaultModel() : bare(row.id(), wish.defaultModel()),
                Objects.requireNonNullElse(wish.limits(), row.limits()));
    }

    private static String bare(String id, String model) {
        var name = model.strip();
        return name.startsWith(id + "/") ? name.substring(id.length() + 1) : name;
    }

    private static Configured checked(Configured row) {
        try {
            var _ = Origin.of(row.baseUrl());
        } catch (AuleException wrong) {
            throw invalid("/base_url", wrong.sentence());
        }
        return row;
    }

    private static AuleException invalid(String pointer, String sentence) {
        return new AuleException(ErrorCode.INVALID, sentence, List.of(new Fault(pointer, sentence)));
    }

    private static String slug(@Nullable String name) {
        return name == null
                ? ""
                : name.strip()
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9]+", "-")
                        .replaceAll("^-|-$", "");
    }
}
