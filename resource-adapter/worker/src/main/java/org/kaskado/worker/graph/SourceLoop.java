package org.kaskado.worker.graph;

import java.util.ArrayDeque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The thread of a source. Between steps it does the commands that were posted; while a source waits for its time or for
 * room, a command interrupts the wait.
 */
public final class SourceLoop {
    /** What the thread does. All calls come on the loop's thread. */
    public interface Source {
        /** The first call; when it throws, only {@link #closed} follows. */
        void start() throws NodeException;

        /** Whether {@link #step} has something to do; asked again after each command. */
        boolean isFlowing();

        /** One item: read it, wait for its time and for room, emit it. */
        void step() throws NodeException;

        /** The last call: gives back all that is held. */
        void closed();
    }

    private final ReentrantLock lock;
    private final Condition changed;
    private final NodeContext host;
    private final Source source;
    private final ArrayDeque<Runnable> commands = new ArrayDeque<>();
    private boolean isClosing;

    SourceLoop(ReentrantLock lock, Condition changed, NodeContext host, Source source) {
        this.lock = lock;
        this.changed = changed;
        this.host = host;
        this.source = source;
    }

    void start(Reply reply) {
        Turns.start(host.label(), () -> run(reply));
    }

    /** Runs a task on the loop's thread; nothing happens after {@link #close}. */
    public void post(Runnable command) {
        lock.lock();
        try {
            if (!isClosing) {
                commands.add(command);
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Ends the loop after its present step. */
    public void close() {
        lock.lock();
        try {
            isClosing = true;
            commands.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for a time of the graph's clock; false when a command or the end came first. */
    public boolean awaitTime(long graphNs) {
        lock.lock();
        try {
            while (!isInterrupted()) {
                long waitNs = graphNs - host.nowNs();
                if (waitNs <= 0) {
                    return true;
                }
                changed.awaitNanos(waitNs);
            }
            return false;
        } catch (InterruptedException stop) {
            isClosing = true;
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until all links of a pad have room; false when a command or the end came first. */
    public boolean awaitRoom(String pad) {
        lock.lock();
        try {
            while (!isInterrupted()) {
                if (host.hasRoom(pad)) {
                    return true;
                }
                changed.awaitUninterruptibly();
            }
            return false;
        } finally {
            lock.unlock();
        }
    }

    private boolean isInterrupted() {
        return isClosing || !commands.isEmpty();
    }

    private void run(Reply reply) {
        try {
            source.start();
            reply.done(null);
            while (next()) {
                stepOnce();
            }
        } catch (NodeException why) {
            reply.failed(why);
        } catch (RuntimeException broken) {
            reply.failed(NodeException.UNEXPECTED, "The source failed: " + broken);
        } finally {
            source.closed();
        }
    }

    private void stepOnce() {
        try {
            source.step();
        } catch (NodeException why) {
            host.error(why);
        } catch (RuntimeException broken) {
            host.error(new NodeException(NodeException.UNEXPECTED, "The media worker failed: " + broken, broken));
        }
    }

    /** Does all commands, waits while nothing flows; false at the end. */
    private boolean next() {
        for (Runnable command = pollOrWait(); command != null; command = pollOrWait()) {
            command.run();
        }
        lock.lock();
        try {
            return !isClosing;
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Runnable pollOrWait() {
        lock.lock();
        try {
            while (!isClosing && commands.isEmpty() && !source.isFlowing()) {
                changed.awaitUninterruptibly();
            }
            return isClosing ? null : commands.poll();
        } finally {
            lock.unlock();
        }
    }
}
