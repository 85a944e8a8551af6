package org.kaskado.processing;

/** Wire forms of the messages to a worker. */
final class ToWorkerForms {
    static final MessageTable<ToWorker> TABLE = messages(graphs(new MessageTable<>()));

    private ToWorkerForms() {}

    private static MessageTable<ToWorker> graphs(MessageTable<ToWorker> table) {
        return table.add(
                        ToWorker.OpenGraph.class,
                        ToWorkerForms::writeOpenGraph,
                        in -> new ToWorker.OpenGraph(in.readLong(), in.readString()))
                .add(
                        ToWorker.CloseGraph.class,
                        (out, message) -> out.writeLong(message.graphId()),
                        in -> new ToWorker.CloseGraph(in.readLong()))
                .add(
                        ToWorker.AddNode.class,
                        ToWorkerForms::writeAddNode,
                        in -> new ToWorker.AddNode(in.readLong(), in.readLong(), in.readInt(), WireForms.readNode(in)))
                .add(
                        ToWorker.RemoveNode.class,
                        ToWorkerForms::writeRemoveNode,
                        in -> new ToWorker.RemoveNode(in.readLong(), in.readLong(), in.readInt()))
                .add(
                        ToWorker.Link.class,
                        ToWorkerForms::writeLink,
                        in -> new ToWorker.Link(
                                in.readLong(), in.readInt(), in.readString(), in.readInt(), in.readString()))
                .add(
                        ToWorker.Unlink.class,
                        ToWorkerForms::writeUnlink,
                        in -> new ToWorker.Unlink(
                                in.readLong(), in.readInt(), in.readString(), in.readInt(), in.readString()))
                .add(
                        ToWorker.NodeCommand.class,
                        ToWorkerForms::writeNodeCommand,
                        in -> new ToWorker.NodeCommand(
                                in.readLong(), in.readLong(), in.readInt(), in.readString(), in.readMap()))
                .add(
                        ToWorker.RequestKeyFrame.class,
                        ToWorkerForms::writeRequestKeyFrame,
                        in -> new ToWorker.RequestKeyFrame(in.readLong(), in.readInt()));
    }

    private static MessageTable<ToWorker> messages(MessageTable<ToWorker> table) {
        return table.add(
                        ToWorker.StreamData.class,
                        ToWorkerForms::writeStreamData,
                        in -> new ToWorker.StreamData(
                                in.readLong(),
                                in.readLong(),
                                in.readBytes(),
                                in.readBoolean(),
                                in.readNullableString()))
                .add(
                        ToWorker.Credit.class,
                        ToWorkerForms::writeCredit,
                        in -> new ToWorker.Credit(in.readLong(), in.readLong()))
                .add(
                        ToWorker.FrameIn.class,
                        ToWorkerForms::writeFrameIn,
                        in -> new ToWorker.FrameIn(in.readLong(), in.readInt(), WireForms.readFrame(in)))
                .add(
                        ToWorker.Inspect.class,
                        ToWorkerForms::writeInspect,
                        in -> new ToWorker.Inspect(
                                in.readLong(), WireForms.readStream(in), in.readInt(), in.readLong()))
                .add(ToWorker.Prepare.class, (out, message) -> {}, in -> new ToWorker.Prepare())
                .add(ToWorker.Shutdown.class, (out, message) -> {}, in -> new ToWorker.Shutdown());
    }

    private static void writeOpenGraph(WireWriter out, ToWorker.OpenGraph message) {
        out.writeLong(message.graphId());
        out.writeString(message.label());
    }

    private static void writeAddNode(WireWriter out, ToWorker.AddNode message) {
        out.writeLong(message.graphId());
        out.writeLong(message.requestId());
        out.writeInt(message.nodeId());
        WireForms.writeNode(out, message.spec());
    }

    private static void writeRemoveNode(WireWriter out, ToWorker.RemoveNode message) {
        out.writeLong(message.graphId());
        out.writeLong(message.requestId());
        out.writeInt(message.nodeId());
    }

    private static void writeLink(WireWriter out, ToWorker.Link message) {
        out.writeLong(message.graphId());
        out.writeInt(message.fromNode());
        out.writeString(message.fromPad());
        out.writeInt(message.toNode());
        out.writeString(message.toPad());
    }

    private static void writeUnlink(WireWriter out, ToWorker.Unlink message) {
        out.writeLong(message.graphId());
        out.writeInt(message.fromNode());
        out.writeString(message.fromPad());
        out.writeInt(message.toNode());
        out.writeString(message.toPad());
    }

    private static void writeNodeCommand(WireWriter out, ToWorker.NodeCommand message) {
        out.writeLong(message.graphId());
        out.writeLong(message.requestId());
        out.writeInt(message.nodeId());
        out.writeString(message.verb());
        out.writeMap(message.arguments(), 0);
    }

    private static void writeRequestKeyFrame(WireWriter out, ToWorker.RequestKeyFrame message) {
        out.writeLong(message.graphId());
        out.writeInt(message.nodeId());
    }

    private static void writeStreamData(WireWriter out, ToWorker.StreamData message) {
        out.writeLong(message.streamId());
        out.writeLong(message.offset());
        out.writeBytes(message.data());
        out.writeBoolean(message.isEnd());
        out.writeNullableString(message.error());
    }

    private static void writeCredit(WireWriter out, ToWorker.Credit message) {
        out.writeLong(message.streamId());
        out.writeLong(message.bytes());
    }

    private static void writeFrameIn(WireWriter out, ToWorker.FrameIn message) {
        out.writeLong(message.graphId());
        out.writeInt(message.nodeId());
        WireForms.writeFrame(out, message.frame());
    }

    private static void writeInspect(WireWriter out, ToWorker.Inspect message) {
        out.writeLong(message.requestId());
        WireForms.writeStream(out, message.stream());
        out.writeInt(message.posterWidth());
        out.writeLong(message.posterAtMs());
    }
}
