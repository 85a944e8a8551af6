package org.kaskado.forward;

import java.util.ArrayList;
import java.util.List;

/** Whose video is forwarded in a large room: the N who had the floor last; who joins comes after all who have spoken. */
public final class LastN {
    /** What changes. */
    public interface Output {
        void entered(int participant);

        void left(int participant);
    }

    private final List<Integer> order = new ArrayList<>();
    private int size;

    /**
     * With nobody in it.
     *
     * @param size how many are forwarded, from 0
     */
    public LastN(int size) {
        this.size = requireSize(size);
    }

    public void add(int participant, Output out) {
        if (!order.contains(participant)) {
            order.add(participant);
            if (order.size() <= size) {
                out.entered(participant);
            }
        }
    }

    public void remove(int participant, Output out) {
        int at = order.indexOf(participant);
        if (at < 0) {
            return;
        }
        order.remove(at);
        if (at < size && order.size() >= size && size > 0) {
            out.entered(order.get(size - 1));
        }
    }

    /** The participant has the floor. */
    public void onDominant(int participant, Output out) {
        int at = order.indexOf(participant);
        if (at < 0) {
            return;
        }
        order.remove(at);
        order.add(0, participant);
        if (at >= size && size > 0) {
            out.entered(participant);
            out.left(order.get(size));
        }
    }

    public void resize(int newSize, Output out) {
        requireSize(newSize);
        for (int at = newSize; at < Math.min(size, order.size()); at++) {
            out.left(order.get(at));
        }
        for (int at = size; at < Math.min(newSize, order.size()); at++) {
            out.entered(order.get(at));
        }
        size = newSize;
    }

    /** Those whose video is forwarded, last speaker first. */
    public List<Integer> selected() {
        return List.copyOf(order.subList(0, Math.min(size, order.size())));
    }

    private static int requireSize(int size) {
        if (size < 0) {
            throw new IllegalArgumentException("size must not be negative, not " + size);
        }
        return size;
    }
}
