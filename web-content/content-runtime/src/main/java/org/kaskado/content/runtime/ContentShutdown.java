package org.kaskado.content.runtime;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;

/** Ends the sessions of a web application that goes away. */
final class ContentShutdown implements ServletContextListener {
    private final ContentApplication application;

    ContentShutdown(ContentApplication application) {
        this.application = application;
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        application.close();
    }
}
