package org.kaskado.catalogue;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.kaskado.catalogue.Descriptors.Access;
import org.kaskado.catalogue.Descriptors.Enumeration;
import org.kaskado.catalogue.Descriptors.Event;
import org.kaskado.catalogue.Descriptors.Member;
import org.kaskado.catalogue.Descriptors.Operation;
import org.kaskado.catalogue.Descriptors.Property;
import org.kaskado.catalogue.Descriptors.Register;
import org.kaskado.catalogue.Descriptors.Shape;
import org.kaskado.catalogue.Descriptors.TypeRef;

/** Turns the JSON of one module file into descriptors; what it does not know is an error. */
final class ModuleReader {
    private static final Set<String> MODULE_KEYS =
            Set.of("name", "version", "qualifier", "imports", "remoteClasses", "complexTypes", "events");
    private static final Set<String> TYPE_KEYS =
            Set.of("name", "doc", "abstract", "extends", "constructor", "properties", "methods", "events");
    private static final Set<String> COMPLEX_KEYS =
            Set.of("name", "doc", "typeFormat", "values", "extends", "properties");
    private static final Set<String> EVENT_KEYS = Set.of("name", "doc", "extends", "properties");
    private static final Set<String> OPERATION_KEYS = Set.of("name", "doc", "params", "return");
    private static final Set<String> MEMBER_KEYS =
            Set.of("name", "type", "doc", "optional", "defaultValue", "minimum", "maximum", "readOnly", "final");

    private final String file;
    private String qualifier = "";

    ModuleReader(String file) {
        this.file = file;
    }

    ModuleFile read(JsonObject root) {
        onlyKeys(root, MODULE_KEYS, "the module");
        String name = text(root, "name", "the module");
        qualifier = root.getString("qualifier", name);
        List<Register> registers = new ArrayList<>();
        List<Enumeration> enumerations = new ArrayList<>();
        for (JsonObject complex : objects(root, "complexTypes", name)) {
            readComplex(complex, registers, enumerations);
        }
        Descriptors.Module module = new Descriptors.Module(
                name,
                text(root, "version", name),
                each(objects(root, "remoteClasses", name), this::readType),
                each(objects(root, "events", name), this::readEvent),
                List.copyOf(registers),
                List.copyOf(enumerations));
        return new ModuleFile(file, module, strings(root, "imports", name));
    }

    private Descriptors.Type readType(JsonObject json) {
        String name = text(json, "name", "a class");
        onlyKeys(json, TYPE_KEYS, name);
        boolean isAbstract = json.getBoolean("abstract", false);
        List<Member> constructor = List.of();
        if (json.get("constructor") instanceof JsonObject parameters) {
            if (isAbstract) {
                throw wrong(name, "is abstract and cannot have a constructor");
            }
            onlyKeys(parameters, Set.of("params"), name + ".constructor");
            constructor = members(parameters, "params", name);
        }
        return new Descriptors.Type(
                qualifier,
                name,
                json.getString("extends", null),
                isAbstract,
                text(json, "doc", name),
                constructor,
                each(objects(json, "properties", name), property -> readProperty(property, name)),
                each(objects(json, "methods", name), method -> readOperation(method, name)),
                strings(json, "events", name));
    }

    private Event readEvent(JsonObject json) {
        String name = text(json, "name", "an event");
        onlyKeys(json, EVENT_KEYS, name);
        String parent = json.getString("extends", null);
        return new Event(qualifier, name, parent, members(json, "properties", name), text(json, "doc", name));
    }

    private void readComplex(JsonObject json, List<Register> registers, List<Enumeration> enumerations) {
        String name = text(json, "name", "a complex type");
        onlyKeys(json, COMPLEX_KEYS, name);
        String doc = text(json, "doc", name);
        String format = text(json, "typeFormat", name);
        if (format.equals("ENUM")) {
            List<String> values = strings(json, "values", name);
            if (values.isEmpty() || Set.copyOf(values).size() != values.size()) {
                throw wrong(name, "needs values that differ");
            }
            enumerations.add(new Enumeration(qualifier, name, values, doc));
        } else if (format.equals("REGISTER")) {
            String parent = json.getString("extends", null);
            registers.add(new Register(qualifier, name, parent, members(json, "properties", name), doc));
        } else {
            throw wrong(name, "has typeFormat '" + format + "'; allowed are ENUM and REGISTER");
        }
    }

    private Property readProperty(JsonObject json, String owner) {
        boolean isFinal = json.getBoolean("final", false);
        Access access =
                isFinal ? Access.FINAL : json.getBoolean("readOnly", false) ? Access.READ_ONLY : Access.READ_WRITE;
        return new Property(readMember(json, owner), access);
    }

    private Operation readOperation(JsonObject json, String owner) {
        String name = text(json, "name", owner + ", an operation");
        String whole = owner + "." + name;
        onlyKeys(json, OPERATION_KEYS, whole);
        TypeRef returns = null;
        if (json.get("return") instanceof JsonObject value) {
            returns = typeRef(text(value, "type", whole));
        }
        return new Operation(name, members(json, "params", whole), returns, text(json, "doc", whole));
    }

    private List<Member> members(JsonObject json, String key, String owner) {
        return each(objects(json, key, owner), member -> readMember(member, owner));
    }

    private Member readMember(JsonObject json, String owner) {
        String name = text(json, "name", owner + ", a member");
        String whole = owner + "." + name;
        onlyKeys(json, MEMBER_KEYS, whole);
        return new Member(
                name,
                typeRef(text(json, "type", whole)),
                json.getBoolean("optional", false),
                json.containsKey("defaultValue") ? tree(json.get("defaultValue")) : null,
                number(json, "minimum"),
                number(json, "maximum"),
                text(json, "doc", whole));
    }

    private static TypeRef typeRef(String text) {
        if (text.endsWith("[]")) {
            return new TypeRef(text.substring(0, text.length() - 2), Shape.LIST);
        }
        if (text.endsWith("<>")) {
            return new TypeRef(text.substring(0, text.length() - 2), Shape.MAP);
        }
        return new TypeRef(text, Shape.SINGLE);
    }

    private static @Nullable Double number(JsonObject json, String key) {
        JsonNumber number = json.getJsonNumber(key);
        return number == null ? null : number.doubleValue();
    }

    private static @Nullable Object tree(JsonValue value) {
        if (value instanceof JsonString string) {
            return string.getString();
        }
        if (value instanceof JsonNumber number) {
            return number.isIntegral() ? (Object) number.longValueExact() : (Object) number.doubleValue();
        }
        if (value instanceof JsonArray array) {
            return each(array, ModuleReader::tree);
        }
        if (value instanceof JsonObject object) {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            object.forEach((key, member) -> map.put(key, tree(member)));
            return map;
        }
        return value == JsonValue.NULL ? null : Boolean.valueOf(value == JsonValue.TRUE);
    }

    private List<JsonObject> objects(JsonObject json, String key, String owner) {
        List<JsonObject> found = new ArrayList<>();
        if (json.containsKey(key)) {
            for (JsonValue value : array(json, key, owner)) {
                if (!(value instanceof JsonObject object)) {
                    throw wrong(owner, "has something in '" + key + "' that is not an object");
                }
                found.add(object);
            }
        }
        return found;
    }

    private List<String> strings(JsonObject json, String key, String owner) {
        List<String> found = new ArrayList<>();
        if (json.containsKey(key)) {
            for (JsonValue value : array(json, key, owner)) {
                if (!(value instanceof JsonString string)) {
                    throw wrong(owner, "has something in '" + key + "' that is not a string");
                }
                found.add(string.getString());
            }
        }
        return List.copyOf(found);
    }

    private JsonArray array(JsonObject json, String key, String owner) {
        if (json.get(key) instanceof JsonArray array) {
            return array;
        }
        throw wrong(owner, "needs a list for '" + key + "'");
    }

    private String text(JsonObject json, String key, String owner) {
        if (json.get(key) instanceof JsonString string && !string.getString().isBlank()) {
            return string.getString();
        }
        throw wrong(owner, "needs a text for '" + key + "'");
    }

    private void onlyKeys(JsonObject json, Set<String> allowed, String owner) {
        for (String key : json.keySet()) {
            if (!allowed.contains(key)) {
                throw wrong(owner, "has the unknown member '" + key + "'; allowed are " + allowed);
            }
        }
    }

    private CatalogueException wrong(String owner, String problem) {
        return new CatalogueException(file, owner + " " + problem);
    }

    private static <S, T> List<T> each(List<S> from, Function<S, T> change) {
        List<T> to = new ArrayList<>(from.size());
        from.forEach(item -> to.add(change.apply(item)));
        return List.copyOf(to);
    }
}
