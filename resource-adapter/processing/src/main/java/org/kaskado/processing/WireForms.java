package org.kaskado.processing;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.kaskado.frame.Caps;
import org.kaskado.frame.EncodedFrame;
import org.kaskado.frame.MediaKind;
import org.kaskado.processing.NodeSpec.FilterStep;
import org.kaskado.processing.NodeSpec.InputStreamSpec;
import org.kaskado.processing.NodeSpec.OutputSpec;

/** Wire forms of the values inside messages. */
final class WireForms {
    private static final MessageTable<OutputSpec> OUTPUTS = new MessageTable<OutputSpec>()
            .add(
                    OutputSpec.ToServer.class,
                    (out, spec) -> out.writeLong(spec.streamId()),
                    in -> new OutputSpec.ToServer(in.readLong()))
            .add(
                    OutputSpec.ToFile.class,
                    (out, spec) -> out.writeString(spec.path()),
                    in -> new OutputSpec.ToFile(in.readString()));

    private static final MessageTable<NodeSpec> NODES = new MessageTable<NodeSpec>()
            .add(
                    NodeSpec.Demux.class,
                    WireForms::writeDemux,
                    in -> new NodeSpec.Demux(readStream(in), in.readEnum(NodeSpec.Pacing.class)))
            .add(NodeSpec.Decode.class, WireForms::writeDecode, in -> new NodeSpec.Decode(readCaps(in), in.readInt()))
            .add(
                    NodeSpec.Encode.class,
                    WireForms::writeEncode,
                    in -> new NodeSpec.Encode(readCaps(in), in.readInt(), in.readInt(), in.readInt()))
            .add(NodeSpec.Filter.class, WireForms::writeFilter, WireForms::readFilter)
            .add(
                    NodeSpec.Vision.class,
                    (out, spec) -> out.writeString(spec.kind()),
                    in -> new NodeSpec.Vision(in.readString()))
            .add(NodeSpec.Tee.class, (out, spec) -> Objects.requireNonNull(spec), in -> new NodeSpec.Tee())
            .add(
                    NodeSpec.Mux.class,
                    WireForms::writeMux,
                    in -> new NodeSpec.Mux(in.readString(), readCapsList(in), readOutput(in), in.readBoolean()))
            .add(
                    NodeSpec.FrameSink.class,
                    (out, spec) -> writeCaps(out, spec.caps()),
                    in -> new NodeSpec.FrameSink(readCaps(in)))
            .add(
                    NodeSpec.FrameSource.class,
                    (out, spec) -> writeCaps(out, spec.caps()),
                    in -> new NodeSpec.FrameSource(readCaps(in)));

    private WireForms() {}

    static void writeNode(WireWriter out, NodeSpec spec) {
        out.writeByte(NODES.numberOf(spec));
        NODES.writeMembers(out, spec);
    }

    static NodeSpec readNode(WireReader in) throws WireException {
        return NODES.read(in.readByte(), in);
    }

    static void writeCaps(WireWriter out, Caps caps) {
        out.writeEnum(caps.kind());
        out.writeString(caps.codec());
        out.writeInt(caps.width());
        out.writeInt(caps.height());
        out.writeInt(caps.sampleRateHz());
        out.writeInt(caps.channels());
    }

    static Caps readCaps(WireReader in) throws WireException {
        return new Caps(
                in.readEnum(MediaKind.class), in.readString(), in.readInt(), in.readInt(), in.readInt(), in.readInt());
    }

    static void writeCapsList(WireWriter out, List<Caps> list) {
        out.writeInt(WireLimits.checkedCount(list.size()));
        list.forEach(caps -> writeCaps(out, caps));
    }

    static List<Caps> readCapsList(WireReader in) throws WireException {
        int count = in.readCount();
        List<Caps> list = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            list.add(readCaps(in));
        }
        return List.copyOf(list);
    }

    static void writeFrame(WireWriter out, EncodedFrame frame) {
        out.writeEnum(frame.kind());
        out.writeLong(frame.ptsNs());
        out.writeLong(frame.dtsNs());
        out.writeLong(frame.durationNs());
        out.writeBoolean(frame.isKeyFrame());
        out.writeBytes(frame.data());
    }

    static EncodedFrame readFrame(WireReader in) throws WireException {
        return new EncodedFrame(
                in.readEnum(MediaKind.class),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readBoolean(),
                in.readBytes());
    }

    static void writeStream(WireWriter out, InputStreamSpec stream) {
        out.writeLong(stream.streamId());
        out.writeLong(stream.lengthBytes());
        out.writeBoolean(stream.isSeekable());
        out.writeNullableString(stream.contentType());
        out.writeNullableString(stream.nameHint());
    }

    static InputStreamSpec readStream(WireReader in) throws WireException {
        return new InputStreamSpec(
                in.readLong(), in.readLong(), in.readBoolean(), in.readNullableString(), in.readNullableString());
    }

    private static OutputSpec readOutput(WireReader in) throws WireException {
        return OUTPUTS.read(in.readByte(), in);
    }

    private static void writeDemux(WireWriter out, NodeSpec.Demux spec) {
        writeStream(out, spec.stream());
        out.writeEnum(spec.pacing());
    }

    private static void writeDecode(WireWriter out, NodeSpec.Decode spec) {
        writeCaps(out, spec.input());
        out.writeInt(spec.threads());
    }

    private static void writeEncode(WireWriter out, NodeSpec.Encode spec) {
        writeCaps(out, spec.target());
        out.writeInt(spec.bitrateBps());
        out.writeInt(spec.keyFrameIntervalMs());
        out.writeInt(spec.threads());
    }

    private static void writeFilter(WireWriter out, NodeSpec.Filter spec) {
        out.writeInt(WireLimits.checkedCount(spec.chain().size()));
        for (FilterStep step : spec.chain()) {
            out.writeString(step.name());
            out.writeInt(WireLimits.checkedCount(step.options().size()));
            step.options().forEach((key, value) -> {
                out.writeString(key);
                out.writeString(value);
            });
        }
    }

    private static NodeSpec.Filter readFilter(WireReader in) throws WireException {
        int count = in.readCount();
        List<FilterStep> chain = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            chain.add(new FilterStep(in.readString(), in.readStringMap()));
        }
        return new NodeSpec.Filter(List.copyOf(chain));
    }

    private static void writeMux(WireWriter out, NodeSpec.Mux spec) {
        out.writeString(spec.container());
        writeCapsList(out, spec.tracks());
        out.writeByte(OUTPUTS.numberOf(spec.output()));
        OUTPUTS.writeMembers(out, spec.output());
        out.writeBoolean(spec.isLive());
    }
}
