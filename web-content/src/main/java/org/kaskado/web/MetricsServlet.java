package org.kaskado.web;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.kaskado.content.KaskadoException;
import org.kaskado.content.runtime.door.Door;
import org.kaskado.content.runtime.door.ServerCounters;
import org.kaskado.content.runtime.http.Transfers;
import org.kaskado.content.runtime.session.SessionCounts;
import org.kaskado.repository.Repository;

/**
 * {@code /metrics}: the server's numbers for Prometheus. A part of the server that does not answer is left out, and
 * {@code kaskado_up} tells whether the media engine answered. Numbers that cost a database query are kept for a few
 * seconds, so that scraping costs little.
 */
@WebServlet("/metrics")
public final class MetricsServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final long FRESH_NS = Duration.ofSeconds(5).toNanos();

    private final transient Supplier<String> engine = fresh(MetricsServlet::readEngine);
    private final transient Supplier<String> repository = fresh(MetricsServlet::readRepository);

    /** For the container. */
    public MetricsServlet() {}

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String text = engine.get()
                + repository.get()
                + new MetricsText()
                        .add(
                                "content_sessions",
                                "Content sessions that live.",
                                SessionCounts.server().live())
                        .add(
                                "content_sessions_total",
                                "Content sessions since the start.",
                                SessionCounts.server().total())
                        .addTransfers(Transfers.server().counts())
                        .add("jvm_heap_used_bytes", "Heap in use.", heapUsedBytes())
                        .add("jvm_direct_bytes", "Direct memory in use.", directBytes())
                        .add(
                                "jvm_threads",
                                "Live threads.",
                                ManagementFactory.getThreadMXBean().getThreadCount());
        response.setContentType("text/plain; version=0.0.4; charset=utf-8");
        response.setHeader("Cache-Control", "no-store");
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private static long heapUsedBytes() {
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static long directBytes() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
    }

    private static String readEngine() {
        MetricsText text = new MetricsText();
        try {
            text.addEngine(new ServerCounters(new Door()).get());
            text.add("up", "1 when the media engine answers.", 1);
        } catch (KaskadoException noAnswer) {
            text.add("up", "1 when the media engine answers.", 0);
        }
        return text.toString();
    }

    private static String readRepository() {
        try {
            Repository repository = Door.lookUp(Repository.JNDI_NAME, Repository.class);
            return new MetricsText().addRepository(repository.usage()).toString();
        } catch (KaskadoException notThere) {
            return "";
        }
    }

    private static Supplier<String> fresh(Supplier<String> reader) {
        AtomicReference<@Nullable Reading> last = new AtomicReference<>();
        return () -> {
            Reading known = last.get();
            if (known != null && System.nanoTime() - known.atNs < FRESH_NS) {
                return known.text;
            }
            Reading now = new Reading(reader.get(), System.nanoTime());
            last.set(now);
            return now.text;
        };
    }

    private record Reading(String text, long atNs) {}
}
