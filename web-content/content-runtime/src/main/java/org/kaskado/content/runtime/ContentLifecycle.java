package org.kaskado.content.runtime;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;

/** Opens what a web application needs of its containers when it starts, and ends its sessions when it goes away. */
final class ContentLifecycle implements ServletContextListener {
    private final ContentApplication application;

    ContentLifecycle(ContentApplication application) {
        this.application = application;
    }

    @Override
    public void contextInitialized(ServletContextEvent event) {
        Object container = event.getServletContext().getAttribute(ServerContainer.class.getName());
        if (container instanceof ServerContainer sockets) {
            try {
                application.sockets().publish(sockets);
            } catch (DeploymentException e) {
                throw new IllegalStateException(
                        "the WebSocket container refuses the handlers' endpoint: " + e.getMessage(), e);
            }
        }
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        application.close();
    }
}
