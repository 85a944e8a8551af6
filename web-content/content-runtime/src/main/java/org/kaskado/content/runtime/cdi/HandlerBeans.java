package org.kaskado.content.runtime.cdi;

import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.enterprise.inject.spi.Unmanaged;
import java.lang.reflect.InvocationTargetException;
import org.jspecify.annotations.Nullable;
import org.kaskado.content.ContentErrorCode;
import org.kaskado.content.KaskadoException;

/** The beans of one web application: gives handlers, and runs callbacks with their contexts. Without CDI it still works. */
public final class HandlerBeans {
    /** A callback. */
    @FunctionalInterface
    public interface Body {
        /** Runs it. */
        void run();
    }

    private final @Nullable CDI<Object> cdi;

    private HandlerBeans(@Nullable CDI<Object> cdi) {
        this.cdi = cdi;
    }

    /** The beans of the application that is current on this thread. */
    public static HandlerBeans ofCurrentApplication() {
        try {
            CDI<Object> current = CDI.current();
            current.getBeanManager();
            return new HandlerBeans(current);
        } catch (IllegalStateException noCdi) {
            return new HandlerBeans(null);
        }
    }

    /** Beans of an application without CDI. */
    public static HandlerBeans none() {
        return new HandlerBeans(null);
    }

    /** The handler: the bean of its class, else an injected object, else a plain one. */
    public <T> T handler(Class<T> type) {
        if (cdi == null) {
            return plain(type);
        }
        Instance<T> beans = cdi.select(type);
        if (beans.isResolvable()) {
            return beans.get();
        }
        BeanManager manager = cdi.getBeanManager();
        return new Unmanaged<>(manager, type)
                .newInstance()
                .produce()
                .inject()
                .postConstruct()
                .get();
    }

    /** Runs a callback with the request context and the context of a session active. */
    public void run(SessionBeans session, Body body) {
        if (cdi == null) {
            body.run();
            return;
        }
        RequestContextController requests =
                cdi.select(RequestContextController.class).get();
        boolean activated = requests.activate();
        CurrentContentSession current = cdi.select(CurrentContentSession.class).get();
        SessionBeans before = current.getBeans();
        current.setBeans(session);
        try {
            body.run();
        } finally {
            current.setBeans(before);
            if (activated) {
                requests.deactivate();
            }
        }
    }

    private static <T> T plain(Class<T> type) {
        try {
            return type.getDeclaredConstructor().newInstance();
        } catch (InvocationTargetException e) {
            throw new KaskadoException(
                    ContentErrorCode.HANDLER_EXCEPTION,
                    "the constructor of " + type.getName() + " threw",
                    e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new KaskadoException(
                    ContentErrorCode.HANDLER_EXCEPTION,
                    type.getName() + " needs a public constructor without parameters",
                    e);
        }
    }
}
