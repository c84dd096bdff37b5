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

    /**
     * The download of a local model has ended.
     *
     * @param model {@code provider/model}
     * @param ok whether it is there now
     * @param bytes how many of it have come
     * @param message why it is not there, as a sentence; empty if it is
     */
    @JsonTypeName("model.pulled")
    record ModelPulled(String model, boolean ok, long bytes, String message) implements SystemEvent {}
}
