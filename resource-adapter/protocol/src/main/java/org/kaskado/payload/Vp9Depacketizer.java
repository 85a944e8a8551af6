package org.kaskado.payload;

import org.kaskado.net.Drop;

/**
 * VP9, RFC 9628. The layer frames of one picture come as one frame with a superframe index (VP9 bitstream specification,
 * annex B), which decoders and files expect.
 */
final class Vp9Depacketizer extends VideoDepacketizer {
    private static final int MAX_LAYERS = 8;

    private final PayloadFacts packet = new PayloadFacts();
    private final TemporalBase base = new TemporalBase();
    private final int[] layerEnds = new int[MAX_LAYERS];
    private int layers;
    private boolean isLayerOpen;
    private boolean isKeyFrame;

    Vp9Depacketizer(int maxFrameBytes) {
        super(maxFrameBytes);
    }

    @Override
    void begin(boolean isAfterGap) {
        layers = 0;
        isLayerOpen = false;
        isKeyFrame = false;
    }

    @Override
    Drop append(RtpPayload payload, FrameBytes into) {
        if (!Vp9Descriptor.peek(payload.data(), payload.offset(), payload.length(), packet)) {
            return Drop.MALFORMED;
        }
        if (packet.startsFrame() == isLayerOpen || layers == MAX_LAYERS) {
            return Drop.LATE;
        }
        if (packet.startsFrame() && layers == 0) {
            isKeyFrame = packet.startsKeyFrame();
            base.see(packet);
        }
        int header = packet.headerBytes();
        if (!into.append(payload.data(), payload.offset() + header, payload.length() - header)) {
            return Drop.TOO_LONG;
        }
        isLayerOpen = !packet.endsFrame();
        if (packet.endsFrame()) {
            layerEnds[layers++] = into.size();
        }
        return Drop.NONE;
    }

    @Override
    boolean complete(FrameBytes bytes) {
        if (layers == 0 || isLayerOpen) {
            return false;
        }
        return layers == 1 || bytes.append(superframeIndex());
    }

    private byte[] superframeIndex() {
        byte[] index = new byte[2 + 4 * layers];
        byte marker = (byte) (0xC0 | 3 << 3 | (layers - 1));
        index[0] = marker;
        index[index.length - 1] = marker;
        int from = 0;
        for (int layer = 0; layer < layers; layer++) {
            int size = layerEnds[layer] - from;
            for (int octet = 0; octet < 4; octet++) {
                index[1 + 4 * layer + octet] = (byte) (size >>> (8 * octet));
            }
            from = layerEnds[layer];
        }
        return index;
    }

    @Override
    boolean isKeyFrame() {
        return isKeyFrame;
    }

    @Override
    AfterLoss afterLoss() {
        return base.afterLoss();
    }

    @Override
    void delivered() {
        base.delivered();
    }
}
