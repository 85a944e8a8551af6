package org.kaskado.ra;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.UnavailableException;
import jakarta.resource.spi.endpoint.MessageEndpoint;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import org.kaskado.connector.MediaEvent;
import org.kaskado.connector.MediaEventListener;

/** An activated message-driven bean. The container begins and ends its transaction around each event. */
final class BeanEndpoint {
    /** A transacted bean gets an event again when its transaction fails; others do not. */
    private static final int TRANSACTED_ATTEMPTS = 5;

    private final MessageEndpointFactory factory;
    private final int maxAttempts;

    BeanEndpoint(MessageEndpointFactory factory) throws ResourceException {
        this.factory = factory;
        this.maxAttempts = isTransacted(factory) ? TRANSACTED_ATTEMPTS : 1;
    }

    boolean isOf(MessageEndpointFactory other) {
        return factory.equals(other);
    }

    /** How often an event is tried before it is given up. */
    int maxAttempts() {
        return maxAttempts;
    }

    /**
     * Delivers one event.
     *
     * @throws UnavailableException when the bean takes no events now: it is being deployed or undeployed
     * @throws RuntimeException what the bean or its transaction threw
     */
    void deliver(MediaEvent event) throws UnavailableException {
        MessageEndpoint endpoint = factory.createEndpoint(null);
        try {
            ((MediaEventListener) endpoint).onEvent(event);
        } finally {
            endpoint.release();
        }
    }

    private static boolean isTransacted(MessageEndpointFactory factory) throws ResourceException {
        try {
            return factory.isDeliveryTransacted(MediaEventListener.class.getMethod("onEvent", MediaEvent.class));
        } catch (NoSuchMethodException e) {
            throw new ResourceException("MediaEventListener of another version: " + e.getMessage(), e);
        }
    }
}
