package org.kaskado.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.kaskado.frame.Caps;
import org.kaskado.processing.FromWorker;
import org.kaskado.processing.NodeSpec;
import org.kaskado.processing.ToWorker;
import org.kaskado.runtime.MediaLoop;
import org.kaskado.workers.WorkerGraph;
import org.kaskado.workers.WorkerPool;

/** Workers without media: they keep the graph that they are told, answer every request, and say what a test scripts. */
final class ScriptedWorkers implements WorkerPool {
    private final List<Graph> graphs = new ArrayList<>();
    private List<Caps> pads = List.of();
    private Map<String, Object> inspection = Map.of();
    private String refusal;
    private boolean isProbeEndless;

    /** What every demuxer finds. */
    ScriptedWorkers finding(Caps... caps) {
        pads = List.of(caps);
        return this;
    }

    /** What every inspection answers. */
    ScriptedWorkers inspecting(Map<String, Object> answer) {
        inspection = answer;
        return this;
    }

    /** Demuxers do not find out what their input is. */
    ScriptedWorkers neverRecognising() {
        isProbeEndless = true;
        return this;
    }

    /** The next graph is refused with a sentence. */
    ScriptedWorkers refusing(String reason) {
        refusal = reason;
        return this;
    }

    /** The newest graph. */
    Graph graph() {
        return graphs.get(graphs.size() - 1);
    }

    int opened() {
        return graphs.size();
    }

    @Override
    public void openGraph(
            String label,
            MediaLoop loop,
            WorkerGraph.Listener listener,
            Consumer<WorkerGraph> placed,
            Consumer<String> failed) {
        if (refusal != null) {
            String reason = refusal;
            loop.execute(() -> failed.accept(reason));
            return;
        }
        Graph graph = new Graph(graphs.size() + 1, loop, listener);
        graphs.add(graph);
        loop.execute(() -> placed.accept(graph));
    }

    /** One graph as the worker knows it. */
    final class Graph implements WorkerGraph {
        private final long id;
        private final MediaLoop loop;
        private final Listener listener;
        private final Map<Integer, NodeSpec> nodes = new LinkedHashMap<>();
        private final Set<String> links = new LinkedHashSet<>();
        private final List<ToWorker> sent = new ArrayList<>();
        private long next;
        private boolean isClosed;

        private Graph(long id, MediaLoop loop, Listener listener) {
            this.id = id;
            this.loop = loop;
            this.listener = listener;
        }

        @Override
        public long graphId() {
            return id;
        }

        @Override
        public long nextId() {
            return id << 32 | ++next;
        }

        @Override
        public void send(ToWorker message) {
            sent.add(message);
            if (message instanceof ToWorker.AddNode add) {
                nodes.put(add.nodeId(), add.spec());
                if (isProbeEndless && add.spec() instanceof NodeSpec.Demux) {
                    return;
                }
                answer(add.requestId(), null);
                if (add.spec() instanceof NodeSpec.Demux) {
                    say(new FromWorker.PadsKnown(id, add.nodeId(), pads));
                }
            } else if (message instanceof ToWorker.RemoveNode remove) {
                nodes.remove(remove.nodeId());
                links.removeIf(link -> link.startsWith(remove.nodeId() + ".") || link.contains(">" + remove.nodeId()));
                answer(remove.requestId(), null);
            } else if (message instanceof ToWorker.Inspect inspect) {
                say(new FromWorker.ReadStream(inspect.stream().streamId(), 0, 100));
                answer(inspect.requestId(), inspection);
            } else if (message instanceof ToWorker.Link link) {
                links.add(name(link.fromNode(), link.fromPad(), link.toNode()));
            } else if (message instanceof ToWorker.Unlink unlink) {
                links.remove(name(unlink.fromNode(), unlink.fromPad(), unlink.toNode()));
            } else if (message instanceof ToWorker.NodeCommand command) {
                answer(command.requestId(), command.verb().equals("position") ? (Object) 1234L : Map.of());
            }
        }

        @Override
        public void close() {
            isClosed = true;
            say(new FromWorker.GraphClosed(id));
        }

        /** The worker says something; it arrives on the loop. */
        void say(FromWorker message) {
            loop.execute(() -> listener.onMessage(message));
        }

        void die(String reason) {
            loop.execute(() -> listener.onLost(reason));
        }

        private void answer(long request, Object value) {
            say(new FromWorker.Result(request, value, null, null));
        }

        private static String name(int from, String pad, int to) {
            return from + "." + pad + ">" + to;
        }

        boolean isClosed() {
            return isClosed;
        }

        /** Links as {@code Demux.video>Mux}. */
        List<String> links() {
            return links.stream()
                    .map(link -> {
                        int from = Integer.parseInt(link.substring(0, link.indexOf('.')));
                        int to = Integer.parseInt(link.substring(link.indexOf('>') + 1));
                        return kind(from) + link.substring(link.indexOf('.'), link.indexOf('>') + 1) + kind(to);
                    })
                    .sorted()
                    .toList();
        }

        private String kind(int node) {
            return nodes.get(node).getClass().getSimpleName();
        }

        /** Nodes by kind. */
        List<String> kinds() {
            return nodes.values().stream()
                    .map(spec -> spec.getClass().getSimpleName())
                    .sorted()
                    .toList();
        }

        <T extends NodeSpec> T only(Class<T> kind) {
            List<T> found = nodes.values().stream()
                    .filter(kind::isInstance)
                    .map(kind::cast)
                    .toList();
            if (found.size() != 1) {
                throw new AssertionError("expected one " + kind.getSimpleName() + " among " + kinds());
            }
            return found.get(0);
        }

        int idOf(Class<? extends NodeSpec> kind) {
            return nodes.entrySet().stream()
                    .filter(node -> kind.isInstance(node.getValue()))
                    .map(Map.Entry::getKey)
                    .reduce((one, other) -> other)
                    .orElseThrow(() -> new AssertionError("no " + kind.getSimpleName() + " among " + kinds()));
        }

        /** Verbs that one kind of node was commanded, in order. */
        List<String> verbs(Class<? extends NodeSpec> kind) {
            int node = idOf(kind);
            return commands().stream()
                    .filter(command -> command.nodeId() == node)
                    .map(ToWorker.NodeCommand::verb)
                    .toList();
        }

        List<ToWorker.NodeCommand> commands() {
            return sent.stream()
                    .filter(ToWorker.NodeCommand.class::isInstance)
                    .map(ToWorker.NodeCommand.class::cast)
                    .toList();
        }

        List<ToWorker> sent() {
            return sent;
        }
    }
}
