package org.kaskado.content.runtime.cdi;

import jakarta.enterprise.context.RequestScoped;
import org.jspecify.annotations.Nullable;

/** Holds the session whose callback runs in the active request context. */
@RequestScoped
public class CurrentContentSession {
    private @Nullable SessionBeans beans;

    /** The beans of the running session, or null outside of callbacks. */
    public @Nullable SessionBeans getBeans() {
        return beans;
    }

    /** Set before a callback. */
    public void setBeans(@Nullable SessionBeans given) {
        beans = given;
    }
}
