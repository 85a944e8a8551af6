package org.kaskado.media.ejb;

import java.lang.reflect.Method;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kaskado.media.MediaObject;

/** What each method of one generated interface does. */
record InterfaceTable(Map<Method, Action> actions) {
    /** One method. */
    @FunctionalInterface
    interface Action {
        @Nullable
        Object run(MediaObject self, Object[] arguments);
    }

    Action action(Method method) {
        Action action = actions.get(method);
        if (action == null) {
            throw new IllegalStateException(method + " is not part of the catalogue");
        }
        return action;
    }
}
