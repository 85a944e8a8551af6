package org.kaskado.payload;

/**
 * Reads the dependency descriptor header extension (AOM RTP payload format for AV1, appendix A). One reader per encoding: the
 * structure that a key frame brings explains the descriptors after it. No allocation.
 *
 * <pre>
 * |S|E| template  |      frame number (16)       |   and more, when longer than three bytes
 * </pre>
 */
public final class DependencyDescriptor {
    /** Where the frame number stands within the extension. */
    public static final int FRAME_NUMBER_OFFSET = 1;

    private static final int MIN_BYTES = 3;

    private final BitReader bits = new BitReader();
    private final DependencyStructure structure = new DependencyStructure();
    private boolean hasStructure;

    /**
     * Fills the facts: frame bounds, key frame, layers, switching points; the frame number as a picture id of 16 bits.
     *
     * @return false when the bytes are no descriptor, or its structure has not come yet; the facts then say nothing
     */
    public boolean read(byte[] data, int offset, int length, PayloadFacts into) {
        into.clear();
        if (length < MIN_BYTES) {
            return false;
        }
        bits.open(data, offset, length);
        into.startsFrame = bits.flag();
        into.endsFrame = bits.flag();
        int template = bits.get(6);
        into.pictureId = bits.get(16);
        into.pictureIdBits = 16;
        boolean hasCustomFdiffs = false;
        boolean hasCustomDtis = false;
        boolean bringsStructure = false;
        if (length > MIN_BYTES) {
            bringsStructure = bits.flag();
            boolean hasActiveTargets = bits.flag();
            hasCustomDtis = bits.flag();
            hasCustomFdiffs = bits.flag();
            bits.flag(); // custom chains: come last and are not needed
            hasStructure = bringsStructure ? structure.read(bits) : hasStructure;
            if (hasStructure && hasActiveTargets) {
                bits.get(structure.decodeTargets());
            }
        }
        if (!hasStructure || bits.isBroken()) {
            return false;
        }
        into.startsKeyFrame = bringsStructure && into.startsFrame;
        return readFrame(structure.indexOf(template), hasCustomDtis, hasCustomFdiffs, into);
    }

    private boolean readFrame(int index, boolean hasCustomDtis, boolean hasCustomFdiffs, PayloadFacts into) {
        if (index < 0) {
            return false;
        }
        into.spatialLayer = structure.spatialLayer(index);
        into.temporalLayer = structure.temporalLayer(index);
        into.startsKeyFrame &= into.spatialLayer == 0;
        into.isSwitchingUpPoint = structure.isSwitch(index, bits, hasCustomDtis);
        int farthest = hasCustomFdiffs ? readFarthest() : structure.farthest(index);
        // frames of one picture have neighbouring numbers: a reference farther away is an earlier picture
        into.isInterPicturePredicted = farthest > into.spatialLayer;
        return !bits.isBroken();
    }

    private int readFarthest() {
        int farthest = 0;
        int size = bits.get(2);
        while (size != 0) {
            farthest = Math.max(farthest, bits.get(4 * size) + 1);
            size = bits.get(2);
        }
        return farthest;
    }
}
