package org.kaskado.media.ejb;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.kaskado.connector.Command;
import org.kaskado.connector.MediaEvent;
import org.kaskado.media.ListenerRegistration;
import org.kaskado.media.MediaEventListener;
import org.kaskado.media.RaisedEvent;
import org.kaskado.media.ReleasedEvent;

/**
 * Brings events to typed listeners, in order for each pipeline. The engine is asked for events of an object when the first
 * listener comes, and no longer when the last has gone.
 */
final class EventDispatcher {
    private static final System.Logger LOG = System.getLogger(EventDispatcher.class.getName());
    /** Key of the listeners that wait for an object's end; the engine tells it without being asked. */
    private static final String RELEASED = "";

    private final Door door;
    private final ManagedThreads threads;
    private final EventReader reader;
    private final Map<String, Mailbox> mailboxes = new ConcurrentHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final NavigableMap<String, Map<String, Channel>> channels = new TreeMap<>();

    EventDispatcher(Door door, ManagedThreads threads, EventReader reader) {
        this.door = door;
        this.threads = threads;
        this.reader = reader;
    }

    /** A registration that counts when its stage has completed; the stage completes on a media thread. */
    record Adding(ListenerRegistration registration, CompletionStage<@Nullable Void> done) {}

    /** The listeners of one event of one object; guarded by the dispatcher's lock. */
    private static final class Channel {
        final List<Registration> registrations = new ArrayList<>();
        CompletionStage<String> subscription = CompletableFuture.completedStage("");
    }

    Adding add(String objectId, String event, MediaEventListener<RaisedEvent> listener) {
        Registration registration = new Registration(this, objectId, event, threads.contextual(listener));
        CompletionStage<String> subscription;
        lock.lock();
        try {
            Channel channel = channel(objectId, event);
            if (channel.registrations.isEmpty()) {
                channel.subscription = door.send(new Command.Subscribe(objectId, event));
            }
            channel.registrations.add(registration);
            subscription = channel.subscription;
        } finally {
            lock.unlock();
        }
        CompletionStage<@Nullable Void> done = subscription.handle((id, failure) -> {
            if (failure != null) {
                registration.remove();
                throw Door.asServerException(failure);
            }
            return null;
        });
        return new Adding(registration, done);
    }

    ListenerRegistration addReleased(String objectId, MediaEventListener<ReleasedEvent> listener) {
        MediaEventListener<ReleasedEvent> contextual = threads.contextual(listener);
        Registration registration =
                new Registration(this, objectId, RELEASED, event -> contextual.onEvent((ReleasedEvent) event));
        lock.lock();
        try {
            channel(objectId, RELEASED).registrations.add(registration);
        } finally {
            lock.unlock();
        }
        return registration;
    }

    private Channel channel(String objectId, String event) {
        return channels.computeIfAbsent(objectId, id -> new TreeMap<>()).computeIfAbsent(event, name -> new Channel());
    }

    private record Registration(
            EventDispatcher dispatcher,
            String objectId,
            String event,
            MediaEventListener<RaisedEvent> listener,
            String getRegistrationId)
            implements ListenerRegistration {
        Registration(
                EventDispatcher dispatcher, String objectId, String event, MediaEventListener<RaisedEvent> listener) {
            this(dispatcher, objectId, event, listener, UUID.randomUUID().toString());
        }

        @Override
        public void remove() {
            dispatcher.remove(this);
        }
    }

    private void remove(Registration registration) {
        CompletionStage<String> subscription;
        lock.lock();
        try {
            Map<String, Channel> ofObject = channels.getOrDefault(registration.objectId(), Map.of());
            Channel channel = ofObject.get(registration.event());
            if (channel == null || !channel.registrations.remove(registration) || !channel.registrations.isEmpty()) {
                return;
            }
            subscription = channel.subscription;
            ofObject.remove(registration.event());
            if (ofObject.isEmpty()) {
                channels.remove(registration.objectId());
            }
        } finally {
            lock.unlock();
        }
        if (!registration.event().equals(RELEASED)) {
            unsubscribe(registration, subscription);
        }
    }

    private void unsubscribe(Registration registration, CompletionStage<String> subscription) {
        subscription
                .thenCompose(id -> door.send(new Command.Unsubscribe(registration.objectId(), id)))
                .whenComplete((nothing, failure) -> {
                    if (failure != null) {
                        LOG.log(System.Logger.Level.DEBUG, "unsubscribing from a lost object", failure);
                    }
                });
    }

    /** Takes an event of the door; waits when the listeners of its pipeline are far behind. */
    void accept(MediaEvent event) {
        Mailbox mailbox = mailboxes.computeIfAbsent(event.pipelineId(), id -> new Mailbox(threads));
        if (event instanceof MediaEvent.Raised raised) {
            if (!registrations(raised.objectId(), raised.type()).isEmpty() && !mailbox.offer(() -> deliver(raised))) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "{0} of {1} was not delivered: the listeners of its pipeline are stuck",
                        raised.type(),
                        raised.objectId());
            }
        } else if (event instanceof MediaEvent.Released released) {
            mailbox.post(() -> deliver(released));
            if (released.objectId().equals(released.pipelineId())) {
                mailboxes.remove(released.pipelineId());
            }
        }
    }

    private List<Registration> registrations(String objectId, String event) {
        lock.lock();
        try {
            Channel channel = channels.getOrDefault(objectId, Map.of()).get(event);
            return channel == null ? List.of() : List.copyOf(channel.registrations);
        } finally {
            lock.unlock();
        }
    }

    private void deliver(MediaEvent.Raised raised) {
        List<Registration> receivers = registrations(raised.objectId(), raised.type());
        if (receivers.isEmpty()) {
            return;
        }
        RaisedEvent event;
        try {
            event = reader.read(raised);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "an event cannot be read: " + raised, e);
            return;
        }
        receivers.forEach(receiver -> tell(receiver, event));
    }

    /** Tells an object's end to its listeners and, for a pipeline, to those of everything in it; then forgets them. */
    private void deliver(MediaEvent.Released released) {
        List<Registration> receivers = new ArrayList<>();
        lock.lock();
        try {
            String id = released.objectId();
            NavigableMap<String, Map<String, Channel>> gone = new TreeMap<>(channels.subMap(id + "/", id + "0"));
            if (channels.containsKey(id)) {
                gone.put(id, channels.getOrDefault(id, Map.of()));
            }
            gone.forEach((objectId, ofObject) -> {
                Channel channel = ofObject.get(RELEASED);
                if (channel != null) {
                    receivers.addAll(channel.registrations);
                }
                channels.remove(objectId);
            });
        } finally {
            lock.unlock();
        }
        for (Registration receiver : receivers) {
            tell(receiver, new ReleasedEvent(reader.reference(receiver.objectId()), released.cause()));
        }
    }

    private static void tell(Registration receiver, RaisedEvent event) {
        try {
            receiver.listener().onEvent(event);
        } catch (RuntimeException | Error e) {
            LOG.log(System.Logger.Level.ERROR, "a listener failed at " + event, e);
        }
    }
}
