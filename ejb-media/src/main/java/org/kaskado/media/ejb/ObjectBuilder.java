package org.kaskado.media.ejb;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kaskado.catalogue.Descriptors;
import org.kaskado.catalogue.Descriptors.Member;
import org.kaskado.media.MediaObject;

/** The builder of one new object: collects optional constructor parameters. */
final class ObjectBuilder implements InvocationHandler {
    private final Descriptors.Type type;
    private final Map<String, @Nullable Object> parameters;
    private final ValueMapper values;
    private final Creation creation;

    /** Creates the object; blocks or gives a stage, as the called method wants. */
    @FunctionalInterface
    interface Creation {
        @Nullable
        Object create(Method method, String type, Map<String, @Nullable Object> parameters);
    }

    ObjectBuilder(
            Descriptors.Type type, Map<String, @Nullable Object> mandatory, ValueMapper values, Creation creation) {
        this.type = type;
        this.parameters = new LinkedHashMap<>(mandatory);
        this.values = values;
        this.creation = creation;
    }

    Object proxy() {
        Class<?> face = ValueMapper.classNamed(MediaObject.class.getPackageName() + "." + type.name() + "$Builder");
        return Proxy.newProxyInstance(face.getClassLoader(), new Class<?>[] {face}, this);
    }

    @Override
    public @Nullable Object invoke(Object self, Method method, Object @Nullable [] arguments) {
        return switch (method.getName()) {
            case "build", "buildAsync" -> creation.create(method, type.name(), new LinkedHashMap<>(parameters));
            case "hashCode" -> System.identityHashCode(self);
            case "equals" -> arguments != null && arguments[0] == self;
            case "toString" -> type.name() + ".Builder" + parameters;
            default -> {
                parameters.put(parameter(method.getName()), arguments == null ? true : values.toTree(arguments[0]));
                yield self;
            }
        };
    }

    /** {@code useEncodedMedia()} and {@code withNetworkCache(n)} name their parameters. */
    private String parameter(String method) {
        for (Member member : type.constructor()) {
            String capital = Character.toUpperCase(member.name().charAt(0))
                    + member.name().substring(1);
            if (method.equals(member.name()) || method.equals("with" + capital)) {
                return member.name();
            }
        }
        throw new IllegalStateException(type.name() + " has no constructor parameter for " + method);
    }
}
