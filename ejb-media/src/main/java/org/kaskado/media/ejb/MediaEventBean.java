package org.kaskado.media.ejb;

import jakarta.ejb.EJB;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import org.kaskado.connector.MediaEvent;
import org.kaskado.connector.MediaEventListener;

/** Receives the events of the resource adapter; its binding to the adapter is in the vendors' descriptors. */
@MessageDriven(name = "MediaEvents", messageListenerInterface = MediaEventListener.class)
@TransactionManagement(TransactionManagementType.BEAN)
public class MediaEventBean implements MediaEventListener {
    @EJB
    @SuppressWarnings("NullAway.Init") // injected before the first event
    private MediaEventReceiver receiver;

    @Override
    public void onEvent(MediaEvent event) {
        receiver.receive(event);
    }
}
