package aule.kernel;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;

/** Something that happened to the operating system itself. The stream is {@code system}. */
public sealed interface SystemEvent extends Event {

    StreamId STREAM = new StreamId("system");

    @JsonTypeName("system.started")
    record Started(String version) implements SystemEvent {}

    @JsonTypeName("system.stopped")
    record Stopped(String reason) implements SystemEvent {}

    /** @param names the changed settings, never their values */
    @JsonTypeName("settings.changed")
    record SettingsChanged(List<String> names) implements SystemEvent {

        public SettingsChanged {
            names = List.copyOf(names);
        }
    }
}
