package org.kaskado.forward;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Writes down what forwarding wants done. */
final class ForwardRecorder implements ForwardOutput {
    /** One packet that went out. */
    record Sent(ForwardReceiver receiver, byte[] data, int transportSequence) {}

    final List<Sent> sent = new ArrayList<>();
    final List<Sent> resent = new ArrayList<>();
    final List<Integer> keyFrames = new ArrayList<>();
    final List<String> wanted = new ArrayList<>();

    @Override
    public void send(ForwardReceiver receiver, byte[] data, int offset, int length, int transportSequence) {
        sent.add(new Sent(receiver, Arrays.copyOfRange(data, offset, offset + length), transportSequence));
    }

    @Override
    public void resend(ForwardReceiver receiver, byte[] data, int offset, int length, int transportSequence) {
        resent.add(new Sent(receiver, Arrays.copyOfRange(data, offset, offset + length), transportSequence));
    }

    @Override
    public void requestKeyFrame(ForwardSource source, int encoding) {
        keyFrames.add(encoding);
    }

    @Override
    public void wanted(ForwardSource source, int encoding, boolean isWanted) {
        wanted.add((isWanted ? "+" : "-") + encoding);
    }
}
