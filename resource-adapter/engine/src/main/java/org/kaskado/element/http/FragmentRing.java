package org.kaskado.element.http;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.kaskado.processing.FromWorker;

/**
 * The header and the last seconds of a live container. Readers have cursors; one that falls out of the ring goes on at
 * the newest key frame. Pure; one thread.
 */
final class FragmentRing {
    /** How far a reader may fall behind. */
    static final long SPAN_NS = TimeUnit.SECONDS.toNanos(10);
    /** Ends the span earlier for very high bit rates. */
    static final long MAX_BYTES = 64L << 20;

    private final Deque<Fragment> fragments = new ArrayDeque<>();
    private byte @Nullable [] header;
    private long nextSequence;
    private long heldBytes;
    private boolean isEnded;

    private record Fragment(long sequence, boolean startsAtKeyFrame, long ptsNs, byte[] data) {}

    /** Where a reader is. */
    static final class Cursor {
        private long next;
        private long lastPtsNs = NOTHING_READ;
        private boolean hasHeader;
        private boolean needsKeyFrame;

        private static final long NOTHING_READ = Long.MIN_VALUE;
    }

    /**
     * What a reader gets next.
     *
     * @param skippedNs media time that was left out before these bytes, 0 for none
     */
    record Step(byte[] data, long skippedNs) {}

    void add(FromWorker.ContainerBytes chunk) {
        switch (chunk.kind()) {
            case HEADER -> header = chunk.data();
            case FRAGMENT -> append(chunk.startsAtKeyFrame(), chunk.ptsNs(), chunk.data());
            case TRAILER -> {
                if (chunk.data().length > 0) {
                    append(false, newestPtsNs(), chunk.data());
                }
                isEnded = true;
            }
        }
    }

    /** Forgets everything: a new container begins. */
    void reset() {
        fragments.clear();
        header = null;
        heldBytes = 0;
        isEnded = false;
    }

    /** A cursor at the very start while that is still there and {@code fromStart} is wished, else at the newest key frame. */
    Cursor cursor(boolean fromStart) {
        Cursor cursor = new Cursor();
        Fragment oldest = fragments.peekFirst();
        if (fromStart && (oldest == null ? nextSequence == 0 : oldest.sequence == 0)) {
            return cursor;
        }
        toNewestKeyFrame(cursor);
        return cursor;
    }

    /** The next bytes for a cursor, null when there are none yet. */
    @Nullable
    Step next(Cursor cursor) {
        if (!cursor.hasHeader) {
            if (header == null) {
                return null;
            }
            cursor.hasHeader = true;
            return new Step(header, 0);
        }
        Fragment oldest = fragments.peekFirst();
        long skippedFromNs = Cursor.NOTHING_READ;
        if (oldest != null && cursor.next < oldest.sequence) {
            skippedFromNs = cursor.lastPtsNs;
            toNewestKeyFrame(cursor);
        }
        Fragment fragment = fragmentAt(cursor);
        if (fragment == null) {
            return null;
        }
        cursor.next = fragment.sequence + 1;
        cursor.needsKeyFrame = false;
        cursor.lastPtsNs = fragment.ptsNs;
        return new Step(
                fragment.data, skippedFromNs == Cursor.NOTHING_READ ? 0 : Math.max(0, fragment.ptsNs - skippedFromNs));
    }

    /** Whether a cursor has had everything, and nothing will come. */
    boolean isAtEnd(Cursor cursor) {
        return isEnded && cursor.hasHeader && cursor.next >= nextSequence;
    }

    private void append(boolean startsAtKeyFrame, long ptsNs, byte[] data) {
        fragments.addLast(new Fragment(nextSequence++, startsAtKeyFrame, ptsNs, data));
        heldBytes += data.length;
        while (fragments.size() > 1 && (ptsNs - fragments.getFirst().ptsNs > SPAN_NS || heldBytes > MAX_BYTES)) {
            heldBytes -= fragments.removeFirst().data.length;
        }
    }

    private @Nullable Fragment fragmentAt(Cursor cursor) {
        for (Fragment fragment : fragments) {
            if (fragment.sequence >= cursor.next && (!cursor.needsKeyFrame || fragment.startsAtKeyFrame)) {
                return fragment;
            }
        }
        return null;
    }

    private void toNewestKeyFrame(Cursor cursor) {
        for (Iterator<Fragment> newestFirst = fragments.descendingIterator(); newestFirst.hasNext(); ) {
            Fragment fragment = newestFirst.next();
            if (fragment.startsAtKeyFrame) {
                cursor.next = fragment.sequence;
                return;
            }
        }
        cursor.next = nextSequence;
        cursor.needsKeyFrame = true;
    }

    private long newestPtsNs() {
        return fragments.isEmpty() ? 0 : fragments.getLast().ptsNs;
    }
}
