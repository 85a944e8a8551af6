package org.kaskado.engine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kaskado.catalogue.Catalogue;
import org.kaskado.catalogue.CatalogueValues;
import org.kaskado.catalogue.Descriptors;
import org.kaskado.catalogue.ValueException;
import org.kaskado.connector.MediaErrorCode;
import org.kaskado.connector.MediaException;
import org.kaskado.pipeline.Arguments;
import org.kaskado.pipeline.MediaObject;
import org.kaskado.pipeline.OperationTable;

/** Finds what a call means in the catalogue and gives its arguments their normal form. Immutable. */
final class Signatures {
    private final Catalogue catalogue;
    private final CatalogueValues values;

    Signatures(Catalogue catalogue) {
        this.catalogue = catalogue;
        this.values = new CatalogueValues(catalogue);
    }

    /** Looks up a live object by its id; throws when there is none. */
    interface Objects {
        MediaObject object(String id);
    }

    /** The type of a name; fails as clients know it for unknown and abstract ones. */
    Descriptors.Type creatable(String name) {
        Descriptors.Type type = catalogue.type(name).orElse(null);
        if (type == null || type.isAbstract()) {
            throw new MediaException(MediaErrorCode.MEDIA_OBJECT_NOT_AVAILABLE, "Factory '" + name + "' not found");
        }
        return type;
    }

    /** The type of a live object. */
    Descriptors.Type typeOf(MediaObject object) {
        return catalogue.type(object.type()).orElseThrow(() -> new IllegalStateException("no type " + object.type()));
    }

    /** Checked values of a constructor; references are still ids. */
    Map<String, @Nullable Object> constructorValues(Descriptors.Type type, Map<String, @Nullable Object> given) {
        return checked(type.constructor(), given);
    }

    /** Checked values of a call; references are still ids. Fails for operations that the type does not have. */
    List<Descriptors.Member> parameters(Descriptors.Type type, String operation, Map<String, @Nullable Object> given) {
        for (Descriptors.Operation candidate : catalogue.allOperations(type)) {
            if (candidate.name().equals(operation)) {
                return candidate.parameters();
            }
        }
        for (Descriptors.Property property : catalogue.allProperties(type)) {
            String capitalized = OperationTable.capitalized(property.member().name());
            if (operation.equals("get" + capitalized)) {
                return List.of();
            }
            if (operation.equals("set" + capitalized) && property.access() == Descriptors.Access.READ_WRITE) {
                return List.of(property.member());
            }
        }
        throw new MediaException(
                MediaErrorCode.MALFORMED_TRANSACTION,
                "Method '" + operation + "' with " + given.size() + " parameters not found");
    }

    /** Checks values and replaces ids by the objects they name. */
    Arguments arguments(List<Descriptors.Member> parameters, Map<String, @Nullable Object> given, Objects objects) {
        Map<String, @Nullable Object> resolved = new HashMap<>(checked(parameters, given));
        for (Descriptors.Member parameter : parameters) {
            Object value = resolved.get(parameter.name());
            if (value instanceof String id
                    && catalogue.type(parameter.type().name()).isPresent()) {
                resolved.put(parameter.name(), resolve(parameter, id, objects));
            }
        }
        return new Arguments(resolved);
    }

    /** Fails when objects of this type never raise such an event. */
    void checkEvent(MediaObject object, String event) {
        if (!catalogue.allEvents(typeOf(object)).contains(event)) {
            throw new MediaException(
                    MediaErrorCode.MEDIA_OBJECT_EVENT_NOT_SUPPORTED, "Event '" + event + "' not supported");
        }
    }

    /** Whether the event's data carries its own name. */
    boolean isNamedInData(String event) {
        String name = event;
        while (name != null && !name.equals("Error") && !name.equals("Media")) {
            name = catalogue.event(name).map(Descriptors.Event::parent).orElse(null);
        }
        return name != null;
    }

    /** Qualified names of all ancestors, nearest first. */
    List<String> hierarchy(Descriptors.Type type) {
        return catalogue.ancestors(type).stream()
                .map(Descriptors.Type::qualifiedName)
                .toList();
    }

    private MediaObject resolve(Descriptors.Member parameter, String id, Objects objects) {
        MediaObject object = objects.object(id);
        String wanted = parameter.type().name();
        if (!object.type().equals(wanted) && !catalogue.isA(object.type(), wanted)) {
            throw new MediaException(
                    MediaErrorCode.MARSHALL_ERROR,
                    "'" + parameter.name() + "' parameter should be a " + wanted + ", not a " + object.type());
        }
        return object;
    }

    private Map<String, @Nullable Object> checked(
            List<Descriptors.Member> parameters, Map<String, @Nullable Object> given) {
        try {
            return values.arguments(parameters, given);
        } catch (ValueException e) {
            MediaErrorCode code = switch (e.reason()) {
                case MARSHALL -> MediaErrorCode.MARSHALL_ERROR;
                case TYPE -> MediaErrorCode.UNEXPECTED_ERROR;
                case ILLEGAL -> MediaErrorCode.MEDIA_OBJECT_ILLEGAL_PARAM_ERROR;
            };
            throw new MediaException(code, String.valueOf(e.getMessage()), e);
        }
    }
}
