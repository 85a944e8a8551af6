package org.kaskado.payload;

/** The template dependency structure, AOM RTP payload format, appendix A.8.2 and A.8.3, as far as forwarding needs it. */
final class DependencyStructure {
    private static final int MAX_TEMPLATES = 64;
    private static final int MAX_TARGETS = 32;
    private static final int SWITCH = 2;
    private static final int NEXT_TEMPORAL = 1;
    private static final int NEXT_SPATIAL = 2;
    private static final int NO_MORE = 3;

    private final int[] spatial = new int[MAX_TEMPLATES];
    private final int[] temporal = new int[MAX_TEMPLATES];
    private final int[] farthest = new int[MAX_TEMPLATES];
    private final byte[] indications = new byte[MAX_TEMPLATES * MAX_TARGETS];
    private final int[] bestTarget = new int[MAX_TEMPLATES];
    private int idOffset;
    private int templates;
    private int targets;

    /** False when the bits are no structure. */
    boolean read(BitReader bits) {
        idOffset = bits.get(6);
        targets = bits.get(5) + 1;
        if (!readLayers(bits)) {
            return false;
        }
        for (int cell = 0; cell < templates * targets; cell++) {
            indications[cell] = (byte) bits.get(2);
        }
        for (int template = 0; template < templates; template++) {
            farthest[template] = 0;
            while (bits.flag()) {
                farthest[template] = Math.max(farthest[template], bits.get(4) + 1);
            }
        }
        skipChains(bits);
        if (bits.flag()) {
            for (int layer = 0; layer <= spatial[templates - 1]; layer++) {
                bits.get(16);
                bits.get(16);
            }
        }
        findBestTargets();
        return !bits.isBroken();
    }

    private boolean readLayers(BitReader bits) {
        templates = 0;
        int spatialLayer = 0;
        int temporalLayer = 0;
        int next;
        do {
            if (templates == MAX_TEMPLATES || bits.isBroken()) {
                return false;
            }
            spatial[templates] = spatialLayer;
            temporal[templates] = temporalLayer;
            templates++;
            next = bits.get(2);
            if (next == NEXT_TEMPORAL) {
                temporalLayer++;
            } else if (next == NEXT_SPATIAL) {
                temporalLayer = 0;
                spatialLayer++;
            }
        } while (next != NO_MORE);
        return true;
    }

    private void skipChains(BitReader bits) {
        int chains = bits.getBelow(targets + 1);
        if (chains == 0) {
            return;
        }
        for (int target = 0; target < targets; target++) {
            bits.getBelow(chains);
        }
        for (int cell = 0; cell < templates * chains; cell++) {
            bits.get(4);
        }
    }

    /** For each template the decode target of its spatial layer with the most temporal layers. */
    private void findBestTargets() {
        for (int template = 0; template < templates; template++) {
            bestTarget[template] = 0;
            int best = -1;
            for (int target = 0; target < targets; target++) {
                int top = highest(target);
                if (top >>> 8 == spatial[template] && top > best) {
                    best = top;
                    bestTarget[template] = target;
                }
            }
        }
    }

    /** The highest spatial layer of a target's frames, times 256, plus the highest temporal one. */
    private int highest(int target) {
        int topSpatial = 0;
        int topTemporal = 0;
        for (int template = 0; template < templates; template++) {
            if (indications[template * targets + target] != 0) {
                topSpatial = Math.max(topSpatial, spatial[template]);
                topTemporal = Math.max(topTemporal, temporal[template]);
            }
        }
        return topSpatial << 8 | topTemporal;
    }

    int decodeTargets() {
        return targets;
    }

    /** Of a template id as it stands in a descriptor; -1 when the structure has no such template. */
    int indexOf(int templateId) {
        int index = (templateId + 64 - idOffset) % 64;
        return index < templates ? index : -1;
    }

    int spatialLayer(int index) {
        return spatial[index];
    }

    int temporalLayer(int index) {
        return temporal[index];
    }

    /** How many frames back the farthest reference is; 0 without references. */
    int farthest(int index) {
        return farthest[index];
    }

    /** Whether the best decode target of the frame's spatial layer can be entered here. */
    boolean isSwitch(int index, BitReader bits, boolean isCustom) {
        int wanted = bestTarget[index];
        if (!isCustom) {
            return indications[index * targets + wanted] == SWITCH;
        }
        boolean isSwitch = false;
        for (int target = 0; target < targets; target++) {
            int indication = bits.get(2);
            isSwitch |= target == wanted && indication == SWITCH;
        }
        return isSwitch;
    }
}
