package org.kaskado.processing;

/** Wire forms of the messages from a worker. */
final class FromWorkerForms {
    static final MessageTable<FromWorker> TABLE = media(answers(new MessageTable<>()));

    private FromWorkerForms() {}

    private static MessageTable<FromWorker> answers(MessageTable<FromWorker> table) {
        return table.add(
                        FromWorker.Hello.class,
                        FromWorkerForms::writeHello,
                        in -> new FromWorker.Hello(in.readInt(), in.readString(), in.readLong(), in.readString()))
                .add(
                        FromWorker.Result.class,
                        FromWorkerForms::writeResult,
                        in -> new FromWorker.Result(
                                in.readLong(), in.readValue(), in.readNullableString(), in.readNullableString()))
                .add(
                        FromWorker.PadsKnown.class,
                        FromWorkerForms::writePadsKnown,
                        in -> new FromWorker.PadsKnown(in.readLong(), in.readInt(), WireForms.readCapsList(in)))
                .add(
                        FromWorker.NodeEvent.class,
                        FromWorkerForms::writeNodeEvent,
                        in -> new FromWorker.NodeEvent(in.readLong(), in.readInt(), in.readString(), in.readMap()))
                .add(
                        FromWorker.GraphClosed.class,
                        (out, message) -> out.writeLong(message.graphId()),
                        in -> new FromWorker.GraphClosed(in.readLong()));
    }

    private static MessageTable<FromWorker> media(MessageTable<FromWorker> table) {
        return table.add(
                        FromWorker.ReadStream.class,
                        FromWorkerForms::writeReadStream,
                        in -> new FromWorker.ReadStream(in.readLong(), in.readLong(), in.readInt()))
                .add(
                        FromWorker.ContainerBytes.class,
                        FromWorkerForms::writeContainerBytes,
                        in -> new FromWorker.ContainerBytes(
                                in.readLong(),
                                in.readEnum(FromWorker.ChunkKind.class),
                                in.readBoolean(),
                                in.readLong(),
                                in.readBytes()))
                .add(
                        FromWorker.FrameOut.class,
                        FromWorkerForms::writeFrameOut,
                        in -> new FromWorker.FrameOut(in.readLong(), in.readInt(), WireForms.readFrame(in)))
                .add(
                        FromWorker.Statistics.class,
                        FromWorkerForms::writeStatistics,
                        in -> new FromWorker.Statistics(in.readLong(), in.readMap()))
                .add(
                        FromWorker.Log.class,
                        FromWorkerForms::writeLog,
                        in -> new FromWorker.Log(in.readLong(), in.readString(), in.readString()));
    }

    private static void writeHello(WireWriter out, FromWorker.Hello message) {
        out.writeInt(message.protocolVersion());
        out.writeString(message.secret());
        out.writeLong(message.pid());
        out.writeString(message.ffmpegVersion());
    }

    private static void writeResult(WireWriter out, FromWorker.Result message) {
        out.writeLong(message.requestId());
        out.writeValue(message.value());
        out.writeNullableString(message.errorCode());
        out.writeNullableString(message.message());
    }

    private static void writePadsKnown(WireWriter out, FromWorker.PadsKnown message) {
        out.writeLong(message.graphId());
        out.writeInt(message.nodeId());
        WireForms.writeCapsList(out, message.pads());
    }

    private static void writeNodeEvent(WireWriter out, FromWorker.NodeEvent message) {
        out.writeLong(message.graphId());
        out.writeInt(message.nodeId());
        out.writeString(message.type());
        out.writeMap(message.data(), 0);
    }

    private static void writeReadStream(WireWriter out, FromWorker.ReadStream message) {
        out.writeLong(message.streamId());
        out.writeLong(message.offset());
        out.writeInt(message.maxBytes());
    }

    private static void writeContainerBytes(WireWriter out, FromWorker.ContainerBytes message) {
        out.writeLong(message.streamId());
        out.writeEnum(message.kind());
        out.writeBoolean(message.startsAtKeyFrame());
        out.writeLong(message.ptsNs());
        out.writeBytes(message.data());
    }

    private static void writeFrameOut(WireWriter out, FromWorker.FrameOut message) {
        out.writeLong(message.graphId());
        out.writeInt(message.nodeId());
        WireForms.writeFrame(out, message.frame());
    }

    private static void writeStatistics(WireWriter out, FromWorker.Statistics message) {
        out.writeLong(message.graphId());
        out.writeMap(message.nodes(), 0);
    }

    private static void writeLog(WireWriter out, FromWorker.Log message) {
        out.writeLong(message.graphId());
        out.writeString(message.level());
        out.writeString(message.text());
    }
}
