package com.example;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;

/** As the archetype writes it. */
@WebListener
public class KaskadoCheck implements ServletContextListener {
    @Override
    public void contextInitialized(ServletContextEvent event) {
        if (event.getServletContext().getAttribute("org.kaskado.content.runtime.ContentApplication") == null) {
            throw new IllegalStateException("This application does not see Kaskado. META-INF/MANIFEST.MF must have the line"
                    + " 'Dependencies: deployment.kaskado.ear services'");
        }
    }
}
