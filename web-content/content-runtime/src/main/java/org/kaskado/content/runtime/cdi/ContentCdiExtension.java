package org.kaskado.content.runtime.cdi;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;

/** Brings the content session context into every application that sees this library. */
public final class ContentCdiExtension implements Extension {
    void addHolder(@Observes BeforeBeanDiscovery event) {
        event.addAnnotatedType(CurrentContentSession.class, CurrentContentSession.class.getName());
    }

    void addContext(@Observes AfterBeanDiscovery event, BeanManager beanManager) {
        event.addContext(new ContentSessionContext(beanManager));
    }
}
