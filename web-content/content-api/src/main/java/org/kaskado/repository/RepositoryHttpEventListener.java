package org.kaskado.repository;

/**
 * Takes events of an HTTP session.
 *
 * @param <E> kind of event
 */
@FunctionalInterface
public interface RepositoryHttpEventListener<E extends RepositoryHttpSessionEvent> {
    /** Called on a container thread; an exception is logged and changes nothing. */
    void onEvent(E event);
}
