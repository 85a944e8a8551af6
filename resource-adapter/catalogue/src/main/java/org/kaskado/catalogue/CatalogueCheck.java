package org.kaskado.catalogue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.kaskado.catalogue.Descriptors.Enumeration;
import org.kaskado.catalogue.Descriptors.Event;
import org.kaskado.catalogue.Descriptors.Member;
import org.kaskado.catalogue.Descriptors.Operation;
import org.kaskado.catalogue.Descriptors.Property;
import org.kaskado.catalogue.Descriptors.Register;

/** Checks that all names exist, that nothing is its own ancestor, and that defaults fit their types. */
final class CatalogueCheck {
    static final Set<String> PRIMITIVES = Set.of("String", "int", "int64", "float", "double", "boolean");

    private final LoadedCatalogue catalogue;
    private final ModuleFile file;
    private final Set<String> visible = new HashSet<>();

    private CatalogueCheck(LoadedCatalogue catalogue, ModuleFile file, Map<String, ModuleFile> byName) {
        this.catalogue = catalogue;
        this.file = file;
        addVisible(file.module().name(), byName);
    }

    static void check(LoadedCatalogue catalogue, List<ModuleFile> files) {
        Map<String, ModuleFile> byName = new HashMap<>();
        for (ModuleFile file : files) {
            if (byName.put(file.module().name(), file) != null) {
                throw new CatalogueException(
                        file.path(), "module " + file.module().name() + " is described twice");
            }
        }
        for (ModuleFile file : files) {
            new CatalogueCheck(catalogue, file, byName).checkModule();
        }
    }

    private void addVisible(String name, Map<String, ModuleFile> byName) {
        ModuleFile module = byName.get(name);
        if (module == null) {
            throw new CatalogueException(file.path(), "imports the module " + name + ", which is not installed");
        }
        if (visible.add(name)) {
            module.imports().forEach(imported -> addVisible(imported, byName));
        }
    }

    private void checkModule() {
        Descriptors.Module module = file.module();
        module.types().forEach(this::checkType);
        module.events().forEach(this::checkEvent);
        module.registers().forEach(this::checkRegister);
    }

    private void checkType(Descriptors.Type type) {
        checkLineage(type.name(), type, name -> catalogue.typesByName().get(name), Descriptors.Type::parent);
        checkMembers(type.name(), type.constructor());
        List<String> names = new ArrayList<>();
        for (Property property : type.properties()) {
            checkMember(type.name(), property.member());
            String capital = capital(property.member().name());
            names.add("get" + capital);
            names.add("set" + capital);
        }
        for (Operation operation : type.operations()) {
            String whole = type.name() + "." + operation.name();
            checkMembers(whole, operation.parameters());
            if (operation.returns() != null) {
                checkKnown(whole, operation.returns().name());
            }
            names.add(operation.name());
        }
        checkDistinct(type.name(), names);
        checkDistinct(type.name(), type.events());
        for (String event : type.events()) {
            if (catalogue.event(event).isEmpty()) {
                throw wrong(type.name(), "raises the unknown event " + event);
            }
        }
    }

    private void checkEvent(Event event) {
        checkLineage(event.name(), event, name -> catalogue.eventsByName().get(name), Event::parent);
        checkMembers(event.name(), event.members());
        checkDistinct(
                event.name(),
                catalogue.allMembers(event).stream().map(Member::name).toList());
    }

    private void checkRegister(Register register) {
        checkLineage(
                register.name(), register, name -> catalogue.registersByName().get(name), Register::parent);
        checkMembers(register.name(), register.members());
    }

    private <T> void checkLineage(
            String name, T item, Function<String, @Nullable T> find, Function<T, @Nullable String> parentOf) {
        Set<String> seen = new LinkedHashSet<>(Set.of(name));
        for (String parent = parentOf.apply(item); parent != null; ) {
            T found = find.apply(parent);
            if (found == null) {
                throw wrong(name, "extends " + parent + ", which is not described");
            }
            if (!seen.add(parent)) {
                throw wrong(name, "is its own ancestor: " + seen);
            }
            parent = parentOf.apply(found);
        }
    }

    private void checkMembers(String owner, List<Member> members) {
        checkDistinct(owner, members.stream().map(Member::name).toList());
        members.forEach(member -> checkMember(owner, member));
    }

    private void checkMember(String owner, Member member) {
        String whole = owner + "." + member.name();
        checkKnown(whole, member.type().name());
        Double minimum = member.minimum();
        Double maximum = member.maximum();
        if (minimum != null && maximum != null && minimum > maximum) {
            throw wrong(whole, "has a minimum above its maximum");
        }
        if (member.defaultValue() != null) {
            try {
                new CatalogueValues(catalogue).parameter(member, member.defaultValue());
            } catch (ValueException e) {
                throw new CatalogueException(file.path(), whole + " has an unfit default: " + e.getMessage(), e);
            }
        }
    }

    private void checkKnown(String owner, String name) {
        if (PRIMITIVES.contains(name)) {
            return;
        }
        String module = catalogue
                .type(name)
                .map(type -> moduleOf(type.name()))
                .or(() -> catalogue.register(name).map(Register::name).map(this::moduleOf))
                .or(() -> catalogue.enumeration(name).map(Enumeration::name).map(this::moduleOf))
                .orElseThrow(() -> wrong(owner, "has the unknown type " + name));
        if (!visible.contains(module)) {
            throw wrong(owner, "has the type " + name + " of module " + module + ", which is not imported");
        }
    }

    private String moduleOf(String name) {
        return catalogue.modules().stream()
                .filter(module -> declares(module, name))
                .findFirst()
                .orElseThrow()
                .name();
    }

    private static boolean declares(Descriptors.Module module, String name) {
        return module.types().stream().anyMatch(type -> type.name().equals(name))
                || module.registers().stream().anyMatch(one -> one.name().equals(name))
                || module.enumerations().stream().anyMatch(one -> one.name().equals(name));
    }

    private void checkDistinct(String owner, List<String> names) {
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!seen.add(name)) {
                throw wrong(owner, "has '" + name + "' twice");
            }
        }
    }

    private CatalogueException wrong(String owner, String problem) {
        return new CatalogueException(file.path(), owner + " " + problem);
    }

    static String capital(String name) {
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }
}
