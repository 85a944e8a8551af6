package org.kaskado.media.ejb;

import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.kaskado.catalogue.Catalogue;
import org.kaskado.catalogue.Descriptors;
import org.kaskado.catalogue.Descriptors.Member;
import org.kaskado.catalogue.Descriptors.TypeRef;
import org.kaskado.connector.Command;
import org.kaskado.media.MediaEventListener;
import org.kaskado.media.MediaObject;
import org.kaskado.media.RaisedEvent;
import org.kaskado.media.RemoteObject;
import org.kaskado.media.ejb.InterfaceTable.Action;

/**
 * Derives from the catalogue what the methods of the generated interfaces do. A method that the catalogue does not explain
 * fails the first use of its interface, so the two cannot drift apart.
 */
final class InterfaceTables {
    private static final String ASYNC = "Async";

    private final Catalogue catalogue;
    private final ValueMapper values;
    private final Door door;
    private final EventDispatcher events;
    private final Map<Class<?>, InterfaceTable> tables = new ConcurrentHashMap<>();
    private BiFunction<String, String, MediaObject> references = (id, type) -> {
        throw new IllegalStateException("not joined with the objects yet");
    };

    InterfaceTables(Catalogue catalogue, ValueMapper values, Door door, EventDispatcher events) {
        this.catalogue = catalogue;
        this.values = values;
        this.door = door;
        this.events = events;
    }

    void makeReferencesWith(BiFunction<String, String, MediaObject> references) {
        this.references = references;
    }

    InterfaceTable table(Class<?> face) {
        return tables.computeIfAbsent(face, this::derive);
    }

    private InterfaceTable derive(Class<?> face) {
        Descriptors.Type type = catalogue
                .type(face.getSimpleName())
                .orElseThrow(() -> new IllegalStateException(face + " is not part of the catalogue"));
        Map<Method, Action> actions = new HashMap<>();
        for (Method method : face.getMethods()) {
            if (method.getDeclaringClass().equals(RemoteObject.class)) {
                actions.put(method, common(method));
            } else {
                actions.put(method, declared(type, method));
            }
        }
        return new InterfaceTable(Map.copyOf(actions));
    }

    /** Methods that every object has; {@code getId} is answered before it comes here. */
    private Action common(Method method) {
        return switch (method.getName()) {
            case "release", "releaseAsync" ->
                (self, arguments) ->
                        reply(method, "release", door.send(new Command.Release(self.getId())), done -> null);
            case "addReleasedListener" -> (self, arguments) -> events.addReleased(self.getId(), listener(arguments[0]));
            default -> (self, arguments) -> self.getId();
        };
    }

    private Action declared(Descriptors.Type type, Method method) {
        String name = isAsync(method)
                ? method.getName().substring(0, method.getName().length() - ASYNC.length())
                : method.getName();
        Action action = factory(name);
        if (action == null) {
            action = listenerAdder(type, name, method);
        }
        if (action == null) {
            action = operation(type, name, method);
        }
        if (action == null) {
            action = property(type, name, method);
        }
        if (action == null) {
            throw new IllegalStateException(method + " is not part of the catalogue");
        }
        return action;
    }

    private static boolean isAsync(Method method) {
        return method.getReturnType().equals(CompletionStage.class);
    }

    private @Nullable Action factory(String name) {
        Descriptors.Type child =
                name.startsWith("new") ? catalogue.type(name.substring(3)).orElse(null) : null;
        if (child == null) {
            return null;
        }
        return (self, arguments) -> {
            Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
            Member parent = child.constructor().get(0);
            parameters.put(parent.name(), self.getId());
            List<Member> mandatory = child.constructor().stream()
                    .skip(1)
                    .filter(member -> !member.isOptional())
                    .toList();
            for (int i = 0; i < arguments.length; i++) {
                parameters.put(mandatory.get(i).name(), values.toTree(arguments[i]));
            }
            return new ObjectBuilder(child, parameters, values, this::create).proxy();
        };
    }

    /** Creates an object under a pipeline, whose lease counts: none is named here. */
    private @Nullable Object create(Method method, String type, Map<String, @Nullable Object> parameters) {
        CompletionStage<Command.ObjectRef> created = door.send(new Command.Create("", type, parameters));
        return reply(method, "create " + type, created, object -> references.apply(object.id(), type));
    }

    private @Nullable Action listenerAdder(Descriptors.Type type, String name, Method method) {
        if (!name.startsWith("add") || !name.endsWith("Listener")) {
            return null;
        }
        String event = name.substring("add".length(), name.length() - "Listener".length());
        if (!catalogue.allEvents(type).contains(event)) {
            return null;
        }
        return (self, arguments) -> {
            EventDispatcher.Adding adding = events.add(self.getId(), event, listener(arguments[0]));
            return reply(method, "subscribe to " + event, adding.done(), done -> adding.registration());
        };
    }

    @SuppressWarnings("unchecked") // the generated signature admits no other listener
    private static <E extends RaisedEvent> MediaEventListener<E> listener(Object listener) {
        return (MediaEventListener<E>) listener;
    }

    private @Nullable Action operation(Descriptors.Type type, String name, Method method) {
        Descriptors.Operation operation = catalogue.allOperations(type).stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElse(null);
        if (operation == null) {
            return null;
        }
        boolean isLink = name.equals("connect") || name.equals("disconnect");
        if (isLink && catalogue.isA(type.name(), "MediaElement") && method.getParameterCount() <= 2) {
            return link(name, method);
        }
        TypeRef returns = operation.returns();
        return invoke(type, name, method, operation.parameters(), returns);
    }

    private Action invoke(
            Descriptors.Type type, String name, Method method, List<Member> parameters, @Nullable TypeRef returns) {
        return (self, arguments) -> {
            Map<String, @Nullable Object> tree = new LinkedHashMap<>();
            for (int i = 0; i < arguments.length; i++) {
                tree.put(parameters.get(i).name(), values.toTree(arguments[i]));
            }
            CompletionStage<Command.Reply> replied = door.send(new Command.Invoke(self.getId(), name, tree));
            return reply(
                    method,
                    type.name() + "." + name,
                    replied,
                    answer -> returns == null ? null : values.toJava(returns, answer.value()));
        };
    }

    private Action link(String name, Method method) {
        return (self, arguments) -> {
            String sink = ((MediaObject) arguments[0]).getId();
            String medium = arguments.length < 2 ? null : String.valueOf(arguments[1]);
            Command<Void> command = name.equals("connect")
                    ? new Command.Connect(self.getId(), sink, medium)
                    : new Command.Disconnect(self.getId(), sink, medium);
            return reply(method, name, door.send(command), done -> null);
        };
    }

    private @Nullable Action property(Descriptors.Type type, String name, Method method) {
        for (Descriptors.Property property : catalogue.allProperties(type)) {
            Member member = property.member();
            String capital = Character.toUpperCase(member.name().charAt(0))
                    + member.name().substring(1);
            if (name.equals("get" + capital)) {
                return invoke(type, name, method, List.of(), member.type());
            }
            if (name.equals("set" + capital)) {
                return invoke(type, name, method, List.of(member), null);
            }
        }
        return null;
    }

    /** Gives the stage to an asynchronous method and waits for it in a plain one. */
    private <R extends @Nullable Object> @Nullable Object reply(
            Method method, String what, CompletionStage<R> replied, Function<R, @Nullable Object> convert) {
        return isAsync(method) ? door.onManagedThread(replied, convert) : convert.apply(door.await(replied, what));
    }
}
