package aule.network;

import aule.egress.Gate;
import aule.journal.Journal;
import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.sandbox.Sandbox;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Decides how far each command gets. Every layer that is set has to let a request through. */
final class Networks implements Ways {

    /** What a command has by itself, and what whoever it works for has. */
    private record Layers(List<Reach> own, List<Reach> inherited) {

        boolean hold(Reach wanted) {
            return Stream.concat(own.stream(), inherited.stream()).allMatch(wanted::within);
        }
    }

    /** Stands among named hosts for the registries of packages. */
    private static final HostRule REGISTRIES = HostRule.of(Preset.PACKAGES.wire());

    private final Journal journal;
    private final SqlSettings settings;
    private final PackageHosts packages;
    private final Quotas quotas;
    private final Log log;
    private final Gate gate;

    Networks(Journal journal, SqlSettings settings, PackageHosts packages, Quotas quotas, Log log, Gate gate) {
        this.journal = journal;
        this.settings = settings;
        this.packages = packages;
        this.quotas = quotas;
        this.log = log;
        this.gate = gate;
    }

    @Override
    public Way open(Party party, String wanted) {
        var kin = Kin.of(journal, party.run());
        var asked = wanted.isBlank() ? Optional.<Setting>empty() : Optional.of(Setting.of(wanted));
        var more = asked.isPresent() && !layers(party, kin).hold(reach(asked.get()));
        if (more && !allAllow(layers(party, kin).inherited(), reach(asked.get()))) {
            throw new AuleException(
                    ErrorCode.EGRESS_DENIED,
                    "This run works for another one, which has no such network; leave 'network' out, or report what you need.");
        }
        if (nowhere(reaches(party, kin, asked, more))) {
            return Way.NONE;
        }
        var door = gate.open(new Keeper(
                new Log.Sender(party, kin),
                (host, port) -> reaches(party, kin, asked, more).stream().allMatch(it -> it.allows(host, port)),
                () -> quotas.meter(party, kin),
                log));
        return new Way(new Sandbox.Network.Through(door.socket()), door::close);
    }

    @Override
    public String wider(Party party, String wanted) {
        if (wanted.isBlank()) {
            return "";
        }
        var asked = Setting.of(wanted);
        var layers = layers(party, Kin.of(journal, party.run()));
        var fine = layers.hold(reach(asked)) || !allAllow(layers.inherited(), reach(asked));
        return fine ? "" : "It asks for a wider network than it has: %s.".formatted(asked);
    }

    private static boolean allAllow(List<Reach> layers, Reach wanted) {
        return layers.stream().allMatch(wanted::within);
    }

    /** Looked at anew for each request, so that a change holds for commands that run already. */
    private List<Reach> reaches(Party party, Kin kin, Optional<Setting> asked, boolean more) {
        var layers = layers(party, kin);
        var all = new ArrayList<>(layers.inherited());
        if (!more) {
            all.addAll(layers.own());
        }
        asked.map(this::reach).ifPresent(all::add);
        return all;
    }

    private static boolean nowhere(List<Reach> reaches) {
        return reaches.stream().anyMatch(Reach::nowhere);
    }

    private Layers layers(Party party, Kin kin) {
        var project = reach(settings.ofProject(party.org(), party.project()));
        var own = new ArrayList<>(List.of(project));
        Optional.ofNullable(kin.persona())
                .flatMap(it -> settings.ofPersona(party.org(), it))
                .map(this::reach)
                .ifPresent(own::add);
        var inherited = new ArrayList<Reach>();
        if (!kin.above().isEmpty()) {
            inherited.add(project);
            kin.above().stream()
                    .flatMap(it -> settings.ofPersona(party.org(), it).stream())
                    .map(this::reach)
                    .forEach(inherited::add);
        }
        return new Layers(own, inherited);
    }

    private Reach reach(Setting setting) {
        return switch (setting.preset()) {
            case OFFLINE -> Reach.NOWHERE;
            case PACKAGES -> packages.reach();
            case WEB -> new Reach(true, List.of());
            case CUSTOM -> new Reach(false, named(setting.hosts()));
        };
    }

    private List<HostRule> named(List<HostRule> hosts) {
        return hosts.stream()
                .flatMap(it -> it.equals(REGISTRIES) ? packages.reach().rules().stream() : Stream.of(it))
                .toList();
    }
}
