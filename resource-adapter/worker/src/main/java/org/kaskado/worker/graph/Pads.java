package org.kaskado.worker.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The linked pads of one node: queues that come in, and links that go out. Guarded by the lock of its graph. */
final class Pads {
    private final Map<String, Input> inputs = new LinkedHashMap<>();
    private final Map<String, List<Input>> outputs = new HashMap<>();
    private int nextInput;

    @Nullable
    Input input(String pad) {
        return inputs.get(pad);
    }

    /** A copy. */
    List<Input> inputs() {
        return List.copyOf(inputs.values());
    }

    void addInput(Input input) {
        inputs.put(input.sinkPad, input);
    }

    @Nullable
    Input removeInput(String pad) {
        return inputs.remove(pad);
    }

    /** Links of one pad; the list never changes. */
    List<Input> outputs(String pad) {
        return outputs.getOrDefault(pad, List.of());
    }

    /** A copy. */
    List<Input> outputs() {
        List<Input> links = new ArrayList<>();
        outputs.values().forEach(links::addAll);
        return links;
    }

    void addOutput(Input link) {
        List<Input> links = new ArrayList<>(outputs(link.sourcePad));
        links.add(link);
        outputs.put(link.sourcePad, List.copyOf(links));
    }

    void removeOutput(Input link) {
        List<Input> links = new ArrayList<>(outputs(link.sourcePad));
        links.remove(link);
        outputs.put(link.sourcePad, List.copyOf(links));
    }

    /** Whether every link of a pad can take one more item. */
    boolean haveRoom(String pad) {
        for (Input link : outputs(pad)) {
            if (!link.hasRoom()) {
                return false;
            }
        }
        return true;
    }

    /** The input whose turn it is, among those with an item whose result has room; null when there is none. */
    @Nullable
    Input nextWithMedia() {
        List<Input> candidates = inputs();
        for (int i = 0; i < candidates.size(); i++) {
            Input input = candidates.get((nextInput + i) % candidates.size());
            if (!input.isEmpty() && haveRoom(input.sinkPad)) {
                nextInput = (nextInput + i + 1) % candidates.size();
                return input;
            }
        }
        return null;
    }

    /** Any input with an item. */
    @Nullable
    Input anyWithMedia() {
        for (Input input : inputs.values()) {
            if (!input.isEmpty()) {
                return input;
            }
        }
        return null;
    }
}
