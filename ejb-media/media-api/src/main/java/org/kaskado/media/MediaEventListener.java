package org.kaskado.media;

/**
 * Is told events of one kind.
 *
 * @param <E> the kind
 */
@FunctionalInterface
public interface MediaEventListener<E extends RaisedEvent> {
    /**
     * Takes one event. Called on a managed thread; events of one pipeline come one at a time and in order, so a slow
     * listener delays the next. What it throws is logged and stops nobody else.
     */
    void onEvent(E event);
}
