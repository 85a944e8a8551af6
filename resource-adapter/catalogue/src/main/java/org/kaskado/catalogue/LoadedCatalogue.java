package org.kaskado.catalogue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.kaskado.catalogue.Descriptors.Enumeration;
import org.kaskado.catalogue.Descriptors.Event;
import org.kaskado.catalogue.Descriptors.Member;
import org.kaskado.catalogue.Descriptors.Operation;
import org.kaskado.catalogue.Descriptors.Property;
import org.kaskado.catalogue.Descriptors.Register;

/** The modules of one class loader, indexed by name. */
record LoadedCatalogue(
        List<Descriptors.Module> modules,
        Map<String, Descriptors.Type> typesByName,
        Map<String, Event> eventsByName,
        Map<String, Register> registersByName,
        Map<String, Enumeration> enumerationsByName)
        implements Catalogue {

    static LoadedCatalogue of(List<ModuleFile> files) {
        Map<String, Descriptors.Type> types = new LinkedHashMap<>();
        Map<String, Event> events = new LinkedHashMap<>();
        Map<String, Register> registers = new LinkedHashMap<>();
        Map<String, Enumeration> enumerations = new LinkedHashMap<>();
        for (ModuleFile file : files) {
            Descriptors.Module module = file.module();
            Set<String> values = new LinkedHashSet<>(types.keySet());
            values.addAll(registers.keySet());
            values.addAll(enumerations.keySet());
            module.types().forEach(type -> add(file, types, values, type.name(), type));
            module.registers().forEach(register -> add(file, registers, values, register.name(), register));
            module.enumerations().forEach(one -> add(file, enumerations, values, one.name(), one));
            Set<String> eventNames = new LinkedHashSet<>(events.keySet());
            module.events().forEach(event -> add(file, events, eventNames, event.name(), event));
        }
        return new LoadedCatalogue(
                files.stream().map(ModuleFile::module).toList(),
                Collections.unmodifiableMap(types),
                Collections.unmodifiableMap(events),
                Collections.unmodifiableMap(registers),
                Collections.unmodifiableMap(enumerations));
    }

    private static <T> void add(ModuleFile file, Map<String, T> index, Set<String> taken, String name, T item) {
        if (!taken.add(name)) {
            throw new CatalogueException(file.path(), name + " is described twice");
        }
        index.put(name, item);
    }

    @Override
    public Collection<Descriptors.Type> types() {
        return typesByName.values();
    }

    @Override
    public Optional<Descriptors.Type> type(String name) {
        return find(typesByName, name, Descriptors.Type::module);
    }

    @Override
    public Optional<Event> event(String name) {
        return find(eventsByName, name, Event::module);
    }

    @Override
    public Optional<Register> register(String name) {
        return find(registersByName, name, Register::module);
    }

    @Override
    public Optional<Enumeration> enumeration(String name) {
        return find(enumerationsByName, name, Enumeration::module);
    }

    private static <T> Optional<T> find(Map<String, T> index, String name, Function<T, String> module) {
        int dot = name.lastIndexOf('.');
        Optional<T> found = Optional.ofNullable(index.get(name.substring(dot + 1)));
        return dot < 0 ? found : found.filter(item -> module.apply(item).equals(name.substring(0, dot)));
    }

    @Override
    public List<Descriptors.Type> ancestors(Descriptors.Type type) {
        List<Descriptors.Type> lineage = lineage(type, typesByName, Descriptors.Type::parent);
        return lineage.subList(1, lineage.size());
    }

    @Override
    public List<Property> allProperties(Descriptors.Type type) {
        return inherited(
                typeLineage(type),
                Descriptors.Type::properties,
                property -> property.member().name());
    }

    @Override
    public List<Operation> allOperations(Descriptors.Type type) {
        return inherited(typeLineage(type), Descriptors.Type::operations, Operation::name);
    }

    @Override
    public List<String> allEvents(Descriptors.Type type) {
        return inherited(typeLineage(type), Descriptors.Type::events, Function.identity());
    }

    @Override
    public List<Member> allMembers(Register register) {
        return inherited(lineage(register, registersByName, Register::parent), Register::members, Member::name);
    }

    @Override
    public List<Member> allMembers(Event event) {
        return inherited(lineage(event, eventsByName, Event::parent), Event::members, Member::name);
    }

    @Override
    public boolean isA(String name, String ancestor) {
        Descriptors.Type type = typesByName.get(name);
        if (type != null) {
            return typeLineage(type).stream().anyMatch(one -> one.name().equals(ancestor));
        }
        Register register = registersByName.get(name);
        return register != null
                && lineage(register, registersByName, Register::parent).stream()
                        .anyMatch(one -> one.name().equals(ancestor));
    }

    private List<Descriptors.Type> typeLineage(Descriptors.Type type) {
        return lineage(type, typesByName, Descriptors.Type::parent);
    }

    /** The item and its ancestors, nearest first; stops where a cycle closes, which the check then reports. */
    private static <T> List<T> lineage(T item, Map<String, T> index, Function<T, @Nullable String> parentOf) {
        Set<T> lineage = new LinkedHashSet<>();
        T next = item;
        while (next != null && lineage.add(next)) {
            String parent = parentOf.apply(next);
            next = parent == null ? null : index.get(parent);
        }
        return List.copyOf(lineage);
    }

    /** Inherited first; an own item takes the place of an inherited one of its name. */
    private static <T, I> List<I> inherited(List<T> lineage, Function<T, List<I>> itemsOf, Function<I, String> nameOf) {
        Map<String, I> byName = new LinkedHashMap<>();
        List<T> oldestFirst = new ArrayList<>(lineage);
        Collections.reverse(oldestFirst);
        for (T one : oldestFirst) {
            itemsOf.apply(one).forEach(item -> byName.put(nameOf.apply(item), item));
        }
        return List.copyOf(byName.values());
    }
}
