package org.kaskado.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.kaskado.catalogue.Catalogue;
import org.kaskado.catalogue.Descriptors;
import org.kaskado.pipeline.ElementType;
import org.kaskado.pipeline.OperationTable;
import org.kaskado.pipeline.Pipeline;

/** The classes of media objects that the engine can make, each compared with its descriptor. Immutable. */
final class ElementTypes {
    private final Map<String, ElementType<?>> types = new LinkedHashMap<>();

    /**
     * Compares every class with the catalogue.
     *
     * @throws IllegalStateException naming every difference
     */
    ElementTypes(Catalogue catalogue, List<ElementType<?>> known) {
        List<String> problems = new ArrayList<>();
        compare(catalogue, "MediaPipeline", Pipeline.OPERATIONS.names(), problems);
        for (ElementType<?> type : known) {
            compare(catalogue, type.name(), type.operations().names(), problems);
            types.put(type.name(), type);
        }
        if (!problems.isEmpty()) {
            throw new IllegalStateException("element classes and catalogue disagree: " + String.join("; ", problems));
        }
    }

    /** The class of a bare name, null when there is none. */
    @Nullable
    ElementType<?> find(String name) {
        return types.get(name);
    }

    private static void compare(Catalogue catalogue, String name, Set<String> offered, List<String> problems) {
        Descriptors.Type type = catalogue.type(name).orElse(null);
        if (type == null) {
            problems.add("the catalogue has no type " + name);
            return;
        }
        Set<String> promised = promised(catalogue, type);
        Set<String> missing = new TreeSet<>(promised);
        missing.removeAll(offered);
        Set<String> surplus = new TreeSet<>(offered);
        surplus.removeAll(promised);
        if (!missing.isEmpty()) {
            problems.add("class " + name + " lacks " + missing);
        }
        if (!surplus.isEmpty()) {
            problems.add("the descriptor of " + name + " lacks " + surplus);
        }
    }

    private static Set<String> promised(Catalogue catalogue, Descriptors.Type type) {
        Set<String> names = new TreeSet<>();
        catalogue.allOperations(type).forEach(operation -> names.add(operation.name()));
        for (Descriptors.Property property : catalogue.allProperties(type)) {
            String capitalized = OperationTable.capitalized(property.member().name());
            names.add("get" + capitalized);
            if (property.access() == Descriptors.Access.READ_WRITE) {
                names.add("set" + capitalized);
            }
        }
        return names;
    }
}
