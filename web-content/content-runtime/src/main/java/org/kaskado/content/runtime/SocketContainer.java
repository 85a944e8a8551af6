package org.kaskado.content.runtime;

import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.HandlesTypes;
import jakarta.websocket.Endpoint;
import jakarta.websocket.server.ServerApplicationConfig;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpoint;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import org.kaskado.content.runtime.openapi.TicketSocket;

/**
 * Sees to it that an application with handlers has a WebSocket container. Tyrus (Payara, GlassFish) makes none for an
 * application without endpoint classes, and handlers have none: they upgrade by themselves.
 */
final class SocketContainer {
    private static final List<Class<?>> SOCKET_TYPES =
            List.of(Endpoint.class, ServerEndpoint.class, ServerApplicationConfig.class);

    private SocketContainer() {}

    /** Whether a class is one that makes containers of WebSockets start by themselves. */
    static boolean isOne(Class<?> type) {
        return type.isAnnotationPresent(ServerEndpoint.class)
                || Endpoint.class.isAssignableFrom(type)
                || ServerApplicationConfig.class.isAssignableFrom(type);
    }

    /**
     * Starts the container when nothing else in the application makes it start.
     *
     * @param types what the servlet container found in the application
     */
    static void ensure(Set<Class<?>> types, ServletContext context) throws ServletException {
        if (context.getAttribute(ServerContainer.class.getName()) != null
                || types.stream().anyMatch(SocketContainer::isOne)) {
            return;
        }
        for (ServletContainerInitializer each :
                ServiceLoader.load(ServletContainerInitializer.class, context.getClassLoader())) {
            HandlesTypes handled = each.getClass().getAnnotation(HandlesTypes.class);
            if (handled != null
                    && !(each instanceof ContentInitializer)
                    && Arrays.stream(handled.value()).anyMatch(SOCKET_TYPES::contains)) {
                // One class is enough to be asked for a container; without an address it is not published. Tyrus
                // removes some classes from the set.
                each.onStartup(new HashSet<>(Set.of(TicketSocket.class)), context);
                return;
            }
        }
    }
}
