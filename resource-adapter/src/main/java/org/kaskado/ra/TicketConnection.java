package org.kaskado.ra;

import jakarta.resource.NotSupportedException;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionEvent;
import jakarta.resource.spi.ConnectionEventListener;
import jakarta.resource.spi.ConnectionRequestInfo;
import jakarta.resource.spi.LocalTransaction;
import jakarta.resource.spi.ManagedConnection;
import jakarta.resource.spi.ManagedConnectionMetaData;
import java.io.PrintWriter;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.security.auth.Subject;
import javax.transaction.xa.XAResource;
import org.jspecify.annotations.Nullable;
import org.kaskado.engine.MediaEngine;

/**
 * A pooled ticket. It holds nothing but the handles that are out, so that each finds its way back to the pool.
 */
final class TicketConnection implements ManagedConnection {
    private final KaskadoResourceAdapter adapter;
    private final Set<JcaMediaConnection> handles = ConcurrentHashMap.newKeySet();
    private final List<ConnectionEventListener> listeners = new CopyOnWriteArrayList<>();
    private volatile boolean isDestroyed;
    private volatile @Nullable PrintWriter logWriter;

    TicketConnection(KaskadoResourceAdapter adapter) {
        this.adapter = adapter;
    }

    boolean isUsable() {
        return !isDestroyed;
    }

    /** The engine that runs now. */
    MediaEngine engine() throws ResourceException {
        return adapter.running().engine();
    }

    /** The application closed a handle: the pool is told which, else the connection would stay borrowed. */
    void closed(JcaMediaConnection handle) {
        if (handles.remove(handle)) {
            ConnectionEvent event = new ConnectionEvent(this, ConnectionEvent.CONNECTION_CLOSED);
            event.setConnectionHandle(handle);
            listeners.forEach(listener -> listener.connectionClosed(event));
        }
    }

    @Override
    public Object getConnection(@Nullable Subject subject, @Nullable ConnectionRequestInfo info)
            throws ResourceException {
        if (isDestroyed) {
            throw new ResourceException("this managed connection was destroyed");
        }
        JcaMediaConnection handle = new JcaMediaConnection(this);
        handles.add(handle);
        return handle;
    }

    @Override
    public void associateConnection(Object connection) throws ResourceException {
        if (!(connection instanceof JcaMediaConnection handle)) {
            throw new ResourceException("not a Kaskado connection: " + connection);
        }
        handle.moveTo(this);
        handles.add(handle);
    }

    /** A handle moved to another ticket. */
    void forget(JcaMediaConnection handle) {
        handles.remove(handle);
    }

    @Override
    public void cleanup() {
        handles.forEach(JcaMediaConnection::invalidate);
        handles.clear();
    }

    @Override
    public void destroy() {
        isDestroyed = true;
        cleanup();
    }

    @Override
    public void addConnectionEventListener(ConnectionEventListener listener) {
        listeners.add(listener);
    }

    @Override
    public void removeConnectionEventListener(ConnectionEventListener listener) {
        listeners.remove(listener);
    }

    @Override
    public XAResource getXAResource() throws ResourceException {
        throw new NotSupportedException("media commands take no part in transactions");
    }

    @Override
    public LocalTransaction getLocalTransaction() throws ResourceException {
        throw new NotSupportedException("media commands take no part in transactions");
    }

    @Override
    public ManagedConnectionMetaData getMetaData() {
        return new TicketMetaData();
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter out) {
        logWriter = out;
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return logWriter;
    }

    private static final class TicketMetaData implements ManagedConnectionMetaData {
        @Override
        public String getEISProductName() {
            return "Kaskado";
        }

        @Override
        public String getEISProductVersion() {
            return MediaServer.version();
        }

        /** 0: unlimited. */
        @Override
        public int getMaxConnections() {
            return 0;
        }

        @Override
        public String getUserName() {
            return "";
        }
    }
}
