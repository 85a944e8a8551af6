package org.kaskado.content.runtime.service;

import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Who may ask a handler, by {@code @RolesAllowed}, {@code @PermitAll} or {@code @DenyAll} on its methods or its class.
 *
 * @param request rule of {@code onContentRequest}
 * @param command rule of {@code onContentCommand}
 */
public record HandlerRoles(Rule request, Rule command) {
    /**
     * Who may call one method.
     *
     * @param open everybody may
     * @param roles one of these is needed unless it is open; none means nobody
     */
    public record Rule(boolean open, Set<String> roles) {
        static final Rule OPEN = new Rule(true, Set.of());

        public Rule {
            roles = Set.copyOf(roles);
        }

        /** Whether somebody with these roles may call. */
        public boolean admits(Predicate<String> hasRole) {
            return open || roles.stream().anyMatch(hasRole);
        }

        /** What to tell somebody who may not. */
        public String sentence() {
            return roles.isEmpty()
                    ? "nobody may do this (@DenyAll)"
                    : "this needs one of the roles "
                            + String.join(", ", roles.stream().sorted().toList());
        }
    }

    static HandlerRoles of(Class<?> handler) {
        return new HandlerRoles(rule(handler, "onContentRequest"), rule(handler, "onContentCommand"));
    }

    /** The method's own annotation, else that of the nearest class from the handler upwards. */
    private static Rule rule(Class<?> handler, String method) {
        for (Class<?> type = handler; type != null; type = type.getSuperclass()) {
            for (Method each : type.getDeclaredMethods()) {
                if (each.getName().equals(method) && !each.isBridge()) {
                    return annotated(each).or(() -> ofClass(handler)).orElse(Rule.OPEN);
                }
            }
        }
        return ofClass(handler).orElse(Rule.OPEN);
    }

    private static Optional<Rule> ofClass(Class<?> handler) {
        for (Class<?> type = handler; type != null; type = type.getSuperclass()) {
            Optional<Rule> rule = annotated(type);
            if (rule.isPresent()) {
                return rule;
            }
        }
        return Optional.empty();
    }

    private static Optional<Rule> annotated(AnnotatedElement element) {
        RolesAllowed allowed = element.getAnnotation(RolesAllowed.class);
        if (allowed != null) {
            return Optional.of(new Rule(false, Set.copyOf(List.of(allowed.value()))));
        }
        if (element.isAnnotationPresent(DenyAll.class)) {
            return Optional.of(new Rule(false, Set.of()));
        }
        return element.isAnnotationPresent(PermitAll.class) ? Optional.of(Rule.OPEN) : Optional.empty();
    }
}
