package org.kaskado.content.runtime;

import jakarta.servlet.ServletContext;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.kaskado.content.ContentHandler;
import org.kaskado.content.ContentSession;
import org.kaskado.content.KaskadoException;
import org.kaskado.content.SessionRecords;
import org.kaskado.content.runtime.access.AccessGate;
import org.kaskado.content.runtime.bare.BareServices;
import org.kaskado.content.runtime.cdi.HandlerBeans;
import org.kaskado.content.runtime.door.Door;
import org.kaskado.content.runtime.door.RecoveringPipelines;
import org.kaskado.content.runtime.door.ServerSettings;
import org.kaskado.content.runtime.openapi.SocketTickets;
import org.kaskado.content.runtime.pump.PumpSettings;
import org.kaskado.content.runtime.service.ServiceDescriptor;
import org.kaskado.content.runtime.session.AppServices;
import org.kaskado.content.runtime.session.HandlerHost;
import org.kaskado.content.runtime.session.SessionCaps;
import org.kaskado.content.runtime.session.SessionTable;
import org.kaskado.media.MediaPipelineFactory;
import org.kaskado.repository.Repository;

/**
 * What makes one web application a content application: its handlers' sessions and what they run on. Found by
 * {@link #of}; made at deployment, closed at undeployment.
 */
public final class ContentApplication {
    private static final System.Logger LOG = System.getLogger(ContentApplication.class.getName());
    private static final String EXECUTOR = "java:comp/DefaultManagedExecutorService";
    private static final String TIMER = "java:comp/DefaultManagedScheduledExecutorService";
    private static final long SWEEP_MS = 200;
    private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(500);

    private final ServletContext context;
    private final Door door = new Door();
    private final ServerSettings settings = new ServerSettings(door);
    private final AccessGate gate = new AccessGate(settings);
    private final SocketTickets sockets = new SocketTickets();
    private final RecoveringPipelines pipelines;
    private final List<SessionTable> tables = new CopyOnWriteArrayList<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile long lookedNs = System.nanoTime();
    private volatile @Nullable Running running;

    /** What exists from the first handler on: container services can be looked up only then. */
    private record Running(
            ExecutorService executor, ScheduledExecutorService timer, HandlerBeans beans, ScheduledFuture<?> sweep) {}

    ContentApplication(ServletContext context) {
        this.context = context;
        this.pipelines = new RecoveringPipelines(
                () -> Door.lookUp(MediaPipelineFactory.JNDI_NAME, MediaPipelineFactory.class),
                "application " + context.getContextPath());
        context.setAttribute(ContentApplication.class.getName(), this);
    }

    /** The content application of a web application; there is one in each that sees this library. */
    public static ContentApplication of(ServletContext context) {
        Object found = context.getAttribute(ContentApplication.class.getName());
        if (found instanceof ContentApplication application) {
            return application;
        }
        throw new IllegalStateException("the web application " + context.getContextPath()
                + " was deployed without Kaskado's ServletContainerInitializer");
    }

    /** The way to the media engine. */
    public Door door() {
        return door;
    }

    /** The effective configuration. */
    public ServerSettings settings() {
        return settings;
    }

    /** The access rule. */
    public AccessGate gate() {
        return gate;
    }

    /** The WebSockets of the handlers that are being opened. */
    SocketTickets sockets() {
        return sockets;
    }

    /** What streams of media bytes run on. */
    public PumpSettings pumps() {
        Duration stall = settings.get().duration("kaskado.stream.client-stall");
        return new PumpSettings(running().executor, running().timer, stall);
    }

    /** Sessions of all handlers now, also those that wait to tell their end. */
    public List<SessionTable> tables() {
        return List.copyOf(tables);
    }

    /** Makes the handler of a service and the table of its sessions; errors of its making are the deployment's. */
    @SuppressWarnings("unchecked") // the service's kind ties handler and sessions together
    SessionTable publish(ServiceDescriptor service) {
        Running now = running();
        ContentHandler<ContentSession> handler = (ContentHandler<ContentSession>) now.beans.handler(service.handler());
        SessionTable table = new SessionTable(new HandlerHost(service, handler, services(now)), SessionCaps.server());
        tables.add(table);
        LOG.log(
                System.Logger.Level.INFO,
                "{0} serves {1}{2}",
                service.handler().getName(),
                context.getContextPath(),
                service.path());
        return table;
    }

    BareServices bare(ServiceDescriptor service) {
        return new BareServices(service.redirect(), door, this::pumps, settings);
    }

    /** Ends everything; closing twice is silence. */
    void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        Running was = running;
        if (was != null) {
            was.sweep.cancel(false);
        }
        for (SessionTable table : tables) {
            table.endAll("the application " + context.getContextPath() + " was stopped or is deployed anew");
        }
        try {
            pipelines.close();
        } catch (RuntimeException e) { // Kaskado itself may be gone already, and with it the lease
            LOG.log(System.Logger.Level.DEBUG, "the lease of the application could not be closed", e);
        }
    }

    private synchronized Running running() {
        Running known = running;
        if (known == null) {
            ExecutorService executor = Door.lookUp(EXECUTOR, ExecutorService.class);
            ScheduledExecutorService timer = Door.lookUp(TIMER, ScheduledExecutorService.class);
            ScheduledFuture<?> sweep =
                    timer.scheduleWithFixedDelay(this::sweep, SWEEP_MS, SWEEP_MS, TimeUnit.MILLISECONDS);
            known = new Running(executor, timer, HandlerBeans.ofCurrentApplication(), sweep);
            running = known;
        }
        return known;
    }

    private void sweep() {
        long nowNs = System.nanoTime();
        if (nowNs - lookedNs >= LOOK_NS) {
            lookedNs = nowNs;
            endWithTheServer();
        }
        for (SessionTable table : tables) {
            try {
                table.sweep(nowNs);
            } catch (RuntimeException e) { // a periodic task that throws is never run again
                LOG.log(System.Logger.Level.ERROR, "the sweep of sessions failed", e);
            }
        }
    }

    /** Payara leaves this application running when Kaskado is undeployed; then its sessions have no media any more. */
    private void endWithTheServer() {
        if (tables.stream().allMatch(SessionTable::isEmpty)) {
            return;
        }
        try {
            Door.lookUp(MediaPipelineFactory.JNDI_NAME, MediaPipelineFactory.class);
        } catch (KaskadoException gone) {
            LOG.log(System.Logger.Level.INFO, "Kaskado went away; the sessions of {0} end", context.getContextPath());
            tables.forEach(table -> table.endAll("Kaskado was stopped or is deployed anew"));
        }
    }

    private AppServices services(Running now) {
        return new AppServices(
                context.getContextPath(),
                now.executor,
                settings,
                () -> pipelines,
                () -> Door.lookUp(Repository.JNDI_NAME, Repository.class),
                record -> Door.lookUp(SessionRecords.JNDI_NAME, SessionRecords.class)
                        .record(record),
                now.beans);
    }
}
