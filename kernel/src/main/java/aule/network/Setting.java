package aule.network;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How far a network is to go, as a person chose it.
 *
 * @param hosts of {@code custom} only
 */
record Setting(Preset preset, List<HostRule> hosts) {

    static final Setting OFFLINE = new Setting(Preset.OFFLINE, List.of());

    private static final int MOST = 200;

    Setting {
        hosts = List.copyOf(hosts);
        if (hosts.size() > MOST) {
            throw new AuleException(ErrorCode.INVALID, "A network names at most %d hosts.".formatted(MOST));
        }
        if (preset != Preset.CUSTOM && !hosts.isEmpty()) {
            throw new AuleException(
                    ErrorCode.INVALID,
                    "Only the network 'custom' names hosts; '%s' does not.".formatted(preset.wire()));
        }
    }

    static Setting of(Preset preset, List<String> hosts) {
        return new Setting(preset, hosts.stream().map(HostRule::of).distinct().toList());
    }

    /** Reads what a call asks for: a preset's name, or hosts with spaces or commas between them. */
    static Setting of(String wanted) {
        var plain = wanted.strip();
        var preset = Preset.named(plain).filter(it -> it != Preset.CUSTOM);
        return preset.isPresent()
                ? new Setting(preset.get(), List.of())
                : of(
                        Preset.CUSTOM,
                        Stream.of(plain.split("[\\s;]+|,(?![0-9]+(,|\\s|$))", -1))
                                .filter(it -> !it.isBlank())
                                .toList());
    }

    List<String> names() {
        return hosts.stream().map(HostRule::toString).toList();
    }

    @Override
    public String toString() {
        return preset == Preset.CUSTOM
                ? hosts.stream().map(HostRule::toString).collect(Collectors.joining(" "))
                : preset.wire();
    }
}
