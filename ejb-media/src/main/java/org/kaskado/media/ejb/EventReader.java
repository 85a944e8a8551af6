package org.kaskado.media.ejb;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kaskado.catalogue.Catalogue;
import org.kaskado.catalogue.Descriptors.Event;
import org.kaskado.catalogue.Descriptors.Shape;
import org.kaskado.catalogue.Descriptors.TypeRef;
import org.kaskado.connector.MediaEvent.Raised;
import org.kaskado.media.MediaObject;
import org.kaskado.media.RaisedEvent;

/** Turns events of the door into the records of the Media API. */
final class EventReader {
    private static final String PACKAGE = MediaObject.class.getPackageName() + ".event.";

    private final Catalogue catalogue;
    private final ValueMapper values;

    EventReader(Catalogue catalogue, ValueMapper values) {
        this.catalogue = catalogue;
        this.values = values;
    }

    RaisedEvent read(Raised raised) {
        Event event = catalogue
                .event(raised.type())
                .orElseThrow(() -> new IllegalArgumentException(raised.type() + " is no event of the catalogue"));
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("source", raised.objectId());
        data.put("timestampMillis", String.valueOf(raised.timestampMillis()));
        data.put("tags", List.of());
        data.put("type", raised.type());
        data.putAll(raised.data());
        return (RaisedEvent) values.construct(PACKAGE + event.name() + "Event", catalogue.allMembers(event), data);
    }

    MediaObject reference(String objectId) {
        Object object = values.toJava(new TypeRef("MediaObject", Shape.SINGLE), objectId);
        if (object == null) {
            throw new IllegalStateException("no reference for " + objectId);
        }
        return (MediaObject) object;
    }
}
