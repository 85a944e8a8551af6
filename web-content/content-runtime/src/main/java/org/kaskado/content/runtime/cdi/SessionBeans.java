package org.kaskado.content.runtime.cdi;

import jakarta.enterprise.context.spi.Contextual;
import jakarta.enterprise.context.spi.CreationalContext;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The {@link org.kaskado.content.ContentSessionScoped} beans of one session. Used by one callback at a time. */
public final class SessionBeans {
    private final Map<Contextual<?>, Instance<?>> instances = new LinkedHashMap<>();

    @SuppressWarnings("unchecked") // the key's type is the value's
    <T> @Nullable T find(Contextual<T> bean) {
        Instance<T> instance = (Instance<T>) instances.get(bean);
        return instance == null ? null : instance.object;
    }

    <T> T create(Contextual<T> bean, CreationalContext<T> context) {
        T object = bean.create(context);
        instances.put(bean, new Instance<>(bean, context, object));
        return object;
    }

    void destroy(Contextual<?> bean) {
        Instance<?> instance = instances.remove(bean);
        if (instance != null) {
            instance.destroy();
        }
    }

    /** Destroys all beans; called after the last callback. */
    public void destroyAll() {
        for (Instance<?> instance : instances.values()) {
            instance.destroy();
        }
        instances.clear();
    }

    private record Instance<T>(Contextual<T> bean, CreationalContext<T> context, T object) {
        void destroy() {
            bean.destroy(object, context);
        }
    }
}
