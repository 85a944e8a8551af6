package org.kaskado.media.ejb;

import org.kaskado.connector.MediaEvent;

/** Where the message-driven bean brings events to. */
public interface MediaEventReceiver {
    /** Takes one event; events of one pipeline come one at a time and in order. */
    void receive(MediaEvent event);
}
