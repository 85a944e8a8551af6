package org.kaskado.sctp;

import java.util.ArrayDeque;

/** Fragments of one message with adjacent TSNs. */
final class FragmentRun {
    private final ArrayDeque<Fragment> fragments = new ArrayDeque<>(2);
    private int bytes;

    FragmentRun(Fragment fragment) {
        fragments.add(fragment);
        bytes = fragment.data().length;
    }

    Fragment first() {
        return fragments.getFirst();
    }

    Fragment last() {
        return fragments.getLast();
    }

    int bytes() {
        return bytes;
    }

    int count() {
        return fragments.size();
    }

    boolean isWhole() {
        return first().isFirst() && last().isLast();
    }

    /** Joins with the run that follows; the shorter one moves, so that a message costs n log n at most. */
    FragmentRun joinedWith(FragmentRun following) {
        if (following.count() <= count()) {
            fragments.addAll(following.fragments);
            bytes += following.bytes;
            return this;
        }
        while (!fragments.isEmpty()) {
            following.fragments.addFirst(fragments.removeLast());
        }
        following.bytes += bytes;
        return following;
    }

    byte[] assemble() {
        if (count() == 1) {
            return first().data();
        }
        byte[] whole = new byte[bytes];
        int at = 0;
        for (Fragment fragment : fragments) {
            System.arraycopy(fragment.data(), 0, whole, at, fragment.data().length);
            at += fragment.data().length;
        }
        return whole;
    }
}
