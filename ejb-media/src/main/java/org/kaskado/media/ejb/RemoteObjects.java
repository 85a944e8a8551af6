package org.kaskado.media.ejb;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;
import org.kaskado.catalogue.Catalogue;
import org.kaskado.catalogue.Descriptors;
import org.kaskado.media.MediaObject;

/** Makes the references that applications hold: dynamic proxies that know an id and a type, and nothing else. */
final class RemoteObjects {
    private final InterfaceTables tables;
    private final Catalogue catalogue;

    RemoteObjects(InterfaceTables tables, Catalogue catalogue) {
        this.tables = tables;
        this.catalogue = catalogue;
        tables.makeReferencesWith(this::reference);
    }

    /**
     * A reference.
     *
     * @param declaredType its least special type; the id's ending {@code _module.Type} may tell more
     */
    MediaObject reference(String id, String declaredType) {
        String type = catalogue
                .type(id.substring(id.lastIndexOf('_') + 1))
                .map(Descriptors.Type::name)
                .filter(name -> catalogue.isA(name, declaredType))
                .orElse(declaredType);
        Class<?> face = ValueMapper.classNamed(MediaObject.class.getPackageName() + "." + type);
        return (MediaObject) Proxy.newProxyInstance(
                face.getClassLoader(), new Class<?>[] {face}, new Reference(id, type, tables.table(face)));
    }

    private record Reference(String id, String type, InterfaceTable table) implements InvocationHandler {
        @Override
        public @Nullable Object invoke(Object self, Method method, Object @Nullable [] arguments) {
            Object[] given = arguments == null ? new Object[0] : arguments;
            return switch (method.getName()) {
                case "getId" -> id;
                case "hashCode" -> id.hashCode();
                case "toString" -> type + "[" + id + "]";
                case "equals" ->
                    given[0] instanceof MediaObject other && other.getId().equals(id);
                default -> table.action(method).run((MediaObject) self, given);
            };
        }
    }
}
