package aule.journal;

import aule.kernel.Event;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** Events as JSON text. Reading forgives what a later version added, so that an older kernel can read its journal. */
public final class EventJson {

    private final ObjectWriter writer;
    private final ObjectReader reader;

    public EventJson() {
        var mapper = JsonMapper.builder()
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .registerSubtypes(shapes(Event.class))
                .build();
        this.writer = mapper.writerFor(Event.class);
        this.reader = mapper.readerFor(Event.class);
    }

    public String write(Event event) {
        return writer.writeValueAsString(event);
    }

    /** @throws tools.jackson.core.JacksonException if the text is no event */
    public Event read(String text) {
        return reader.readValue(text);
    }

    /** Every record under a sealed interface. */
    static List<Class<?>> shapes(Class<?> family) {
        if (!family.isSealed()) {
            return List.of(family);
        }
        var shapes = new ArrayList<Class<?>>();
        for (var member : family.getPermittedSubclasses()) {
            shapes.addAll(shapes(member));
        }
        return shapes;
    }
}
