package org.kaskado.ra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionEvent;
import jakarta.resource.spi.ConnectionEventListener;
import jakarta.resource.spi.ConnectionManager;
import jakarta.resource.spi.ConnectionRequestInfo;
import jakarta.resource.spi.ManagedConnection;
import jakarta.resource.spi.ManagedConnectionFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kaskado.connector.Command;
import org.kaskado.connector.MediaConnection;
import org.kaskado.connector.MediaConnectionFactory;

class TicketConnectionTest {
    private static final int POOL_SIZE = 8;

    @TempDir
    Path data;

    private final FakeEngine engine = new FakeEngine();
    private final KaskadoResourceAdapter adapter = new KaskadoResourceAdapter((values, runtime, events) -> engine);
    private final TestPool pool = new TestPool();
    private MediaConnectionFactory factory;

    @BeforeEach
    void start() throws ResourceException {
        adapter.setSettings("kaskado.data=" + data);
        adapter.start(new FakeBootstrapContext(new FakeWorkManager()));
        TicketConnectionFactory tickets = new TicketConnectionFactory();
        tickets.setResourceAdapter(adapter);
        factory = (MediaConnectionFactory) tickets.createConnectionFactory(pool);
    }

    @AfterEach
    void stop() {
        adapter.stop();
    }

    @Test
    void shouldServeFiveThousandLiveLeasesWithEightTickets() throws Exception {
        List<CompletionStage<String>> leases = new ArrayList<>();
        for (int i = 0; i < 5000; i++) {
            try (MediaConnection connection = factory.getConnection()) {
                leases.add(connection.execute(new Command.OpenLease("session " + i, Duration.ofMinutes(1))));
            }
        }
        assertThat(leases).allMatch(lease -> lease.toCompletableFuture().isDone());
        assertThat(engine.leases).hasSize(5000);
        assertThat(pool.created).isLessThanOrEqualTo(POOL_SIZE);
        assertThat(pool.borrowed).isEmpty();
    }

    @Test
    void shouldTellThePoolWhichHandleWasClosedAndOnlyOnce() throws Exception {
        MediaConnection connection = factory.getConnection();
        connection.close();
        connection.close();
        assertThat(pool.returned).isEqualTo(1);
        assertThatThrownBy(() -> connection.execute(new Command.ReadSettings()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("this media connection was closed; borrow a new one from the factory");
    }

    @Test
    void shouldInvalidateHandlesWhenThePoolCleansUp() throws Exception {
        MediaConnection connection = factory.getConnection();
        pool.borrowed.keySet().iterator().next().cleanup();
        assertThatThrownBy(() -> connection.execute(new Command.ReadSettings()))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldFailCommandsWithASentenceWhenTheAdapterIsStopped() throws Exception {
        MediaConnection connection = factory.getConnection();
        adapter.stop();
        assertThat(engine.isClosed).isTrue();
        assertThat(connection.execute(new Command.ReadSettings()))
                .failsWithin(Duration.ofSeconds(1))
                .withThrowableThat()
                .withMessageContaining("the Kaskado resource adapter is not running");
    }

    /** What a container's pool does. */
    private static final class TestPool implements ConnectionManager, ConnectionEventListener {
        private static final long serialVersionUID = 1L;

        final transient Deque<ManagedConnection> free = new ArrayDeque<>();
        final transient Map<ManagedConnection, Object> borrowed = new IdentityHashMap<>();
        int created;
        int returned;

        @Override
        public Object allocateConnection(ManagedConnectionFactory factory, ConnectionRequestInfo info)
                throws ResourceException {
            ManagedConnection connection = free.poll();
            if (connection == null) {
                if (created == POOL_SIZE) {
                    throw new ResourceException("pool exhausted");
                }
                created++;
                connection = factory.createManagedConnection(null, info);
                connection.addConnectionEventListener(this);
            }
            Object handle = connection.getConnection(null, info);
            borrowed.put(connection, handle);
            return handle;
        }

        @Override
        public void connectionClosed(ConnectionEvent event) {
            ManagedConnection connection = (ManagedConnection) event.getSource();
            assertThat(event.getConnectionHandle()).isSameAs(borrowed.remove(connection));
            returned++;
            free.push(connection);
        }

        @Override
        public void connectionErrorOccurred(ConnectionEvent event) {
            throw new AssertionError("tickets have no errors");
        }

        @Override
        public void localTransactionStarted(ConnectionEvent event) {
            throw new AssertionError("no transactions");
        }

        @Override
        public void localTransactionCommitted(ConnectionEvent event) {
            throw new AssertionError("no transactions");
        }

        @Override
        public void localTransactionRolledback(ConnectionEvent event) {
            throw new AssertionError("no transactions");
        }
    }
}
