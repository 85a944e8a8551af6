package org.kaskado.workers;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.kaskado.runtime.SelectorLoop;

/** Brings workers from nothing to their Hello, or to a sentence that says why not. Lives on the workers' loop. */
final class WorkerStarts {
    /** The first start unpacks natives, on a busy machine that takes a while. */
    private static final long START_LIMIT_NS = TimeUnit.SECONDS.toNanos(60);

    private static final long WATCH_NS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int SECRET_BYTES = 32;

    private final SelectorLoop loop;
    private final WorkerDoor door;
    private final WorkerLauncher launcher;
    private final WorkerProgram.Source programs;
    private final ProcessList processes;
    private final Executor blocking;
    private final SecureRandom random = new SecureRandom();

    WorkerStarts(
            SelectorLoop loop,
            WorkerDoor door,
            WorkerLauncher launcher,
            WorkerProgram.Source programs,
            ProcessList processes) {
        this.loop = loop;
        this.door = door;
        this.launcher = launcher;
        this.programs = programs;
        this.processes = processes;
        this.blocking = processes.blocking();
    }

    /** Hears of starts that failed, with a sentence. */
    interface Outcome {
        void onStartFailed(Worker worker, String reason);
    }

    void launch(Worker worker, Outcome outcome) {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        String secret = HexFormat.of().formatHex(bytes);
        door.expect(secret, worker::greeted);
        Outcome forgetful = (failed, reason) -> {
            door.forget(secret);
            outcome.onStartFailed(failed, reason);
        };
        try {
            blocking.execute(() -> startProcess(worker, secret, forgetful));
            watch(worker, forgetful);
        } catch (RejectedExecutionException e) {
            forgetful.onStartFailed(worker, "no thread was free to start a media worker");
        }
    }

    private void startProcess(Worker worker, String secret, Outcome outcome) {
        if (!processes.begin()) {
            return;
        }
        try {
            WorkerProcess process = launcher.start(programs.locate(), worker.number(), secret);
            processes.add(process);
            loop.execute(() -> worker.started(process));
        } catch (IOException e) {
            String reason = String.valueOf(e.getMessage());
            loop.execute(() -> fail(worker, reason, outcome));
        } catch (RuntimeException e) {
            loop.execute(() -> fail(worker, "a media worker cannot be started: " + e, outcome));
        } finally {
            processes.finish();
        }
    }

    /** Looks every now and then while the worker starts; Process.onExit would keep a thread and our class loader. */
    private void watch(Worker worker, Outcome outcome) {
        if (worker.state() != Worker.State.STARTING) {
            return;
        }
        WorkerProcess process = worker.process();
        if (process != null && !process.isAlive()) {
            fail(
                    worker,
                    "a media worker " + process.ending() + " before it was ready; " + process.lastOutput(),
                    outcome);
        } else if (worker.ageNs() > START_LIMIT_NS) {
            String output = process == null ? "" : "; " + process.lastOutput();
            fail(worker, "a media worker was not ready within 60 s" + output, outcome);
        } else {
            loop.at(loop.nowNs() + WATCH_NS, () -> watch(worker, outcome));
        }
    }

    private static void fail(Worker worker, String reason, Outcome outcome) {
        if (worker.state() == Worker.State.STARTING) {
            worker.lose(reason);
            outcome.onStartFailed(worker, reason);
        }
    }
}
