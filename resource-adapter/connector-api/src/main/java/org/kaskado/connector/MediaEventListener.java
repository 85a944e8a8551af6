package org.kaskado.connector;

/** The message-listener interface of the resource adapter: a message-driven bean implements it. */
public interface MediaEventListener {
    /** Takes one event; events of one pipeline come one at a time and in order. */
    void onEvent(MediaEvent event);
}
