package org.kaskado.ra;

import jakarta.resource.spi.UnavailableException;
import jakarta.resource.spi.endpoint.MessageEndpoint;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.lang.reflect.Method;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.transaction.xa.XAResource;
import org.kaskado.connector.MediaEvent;
import org.kaskado.connector.MediaEventListener;

/** A message-driven bean and its container, for tests. */
final class FakeBean implements MessageEndpointFactory {
    final List<MediaEvent> heard = new CopyOnWriteArrayList<>();
    final AtomicInteger endpoints = new AtomicInteger();
    volatile boolean isAvailable = true;
    volatile boolean isTransacted;
    volatile Consumer<MediaEvent> behaviour = event -> {};

    @Override
    public MessageEndpoint createEndpoint(XAResource resource) throws UnavailableException {
        if (!isAvailable) {
            throw new UnavailableException("not yet");
        }
        endpoints.incrementAndGet();
        return new Endpoint();
    }

    @Override
    public MessageEndpoint createEndpoint(XAResource resource, long timeout) throws UnavailableException {
        return createEndpoint(resource);
    }

    @Override
    public boolean isDeliveryTransacted(Method method) {
        return isTransacted;
    }

    @Override
    public String getActivationName() {
        return "fake";
    }

    @Override
    public Class<?> getEndpointClass() {
        return Endpoint.class;
    }

    private final class Endpoint implements MessageEndpoint, MediaEventListener {
        @Override
        public void onEvent(MediaEvent event) {
            behaviour.accept(event);
            heard.add(event);
        }

        @Override
        public void beforeDelivery(Method method) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void afterDelivery() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void release() {
            endpoints.decrementAndGet();
        }
    }
}
