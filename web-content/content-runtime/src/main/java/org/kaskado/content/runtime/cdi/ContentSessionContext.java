package org.kaskado.content.runtime.cdi;

import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.context.spi.AlterableContext;
import jakarta.enterprise.context.spi.Contextual;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import java.lang.annotation.Annotation;
import org.jspecify.annotations.Nullable;
import org.kaskado.content.ContentSessionScoped;

/** The context behind {@link ContentSessionScoped}. */
final class ContentSessionContext implements AlterableContext {
    private final BeanManager beanManager;

    ContentSessionContext(BeanManager beanManager) {
        this.beanManager = beanManager;
    }

    @Override
    public Class<? extends Annotation> getScope() {
        return ContentSessionScoped.class;
    }

    @Override
    public <T> T get(Contextual<T> contextual, CreationalContext<T> creationalContext) {
        SessionBeans beans = required();
        T known = beans.find(contextual);
        return known == null ? beans.create(contextual, creationalContext) : known;
    }

    @Override
    public <T> @Nullable T get(Contextual<T> contextual) {
        return required().find(contextual);
    }

    @Override
    public boolean isActive() {
        return current() != null;
    }

    @Override
    public void destroy(Contextual<?> contextual) {
        required().destroy(contextual);
    }

    private SessionBeans required() {
        SessionBeans beans = current();
        if (beans == null) {
            throw new ContextNotActiveException(
                    "@ContentSessionScoped beans live in callbacks of a content handler only; here none is running");
        }
        return beans;
    }

    private @Nullable SessionBeans current() {
        try {
            beanManager.getContext(RequestScoped.class);
        } catch (ContextNotActiveException outsideOfRequests) {
            return null;
        }
        Bean<?> holder = beanManager.resolve(beanManager.getBeans(CurrentContentSession.class));
        if (holder == null) {
            return null;
        }
        CurrentContentSession current = (CurrentContentSession) beanManager.getReference(
                holder, CurrentContentSession.class, beanManager.createCreationalContext(holder));
        return current.getBeans();
    }
}
