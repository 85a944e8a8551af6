package org.kaskado.pipeline;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kaskado.frame.Caps;
import org.kaskado.frame.MediaKind;
import org.kaskado.processing.NodeSpec;

/**
 * Caps negotiation and the agnostic adaptor. Pure: pads in, plan out. Equal caps pass untouched and are never decoded;
 * else there is one decoder per source pad and one encoder per source pad and distinct target, shared by all sinks that
 * want it.
 *
 * @param isTranscodingAllowed when false, pads that need a conversion are refused
 * @param codecThreads threads of one video decoder or encoder
 */
public record AdaptorPlanner(boolean isTranscodingAllowed, int codecThreads) {
    /** Longest time between key frames: what a new reader of a live stream waits for at most. */
    static final int KEY_FRAME_INTERVAL_MS = 2_000;

    /** Finds for each pad what it will be fed with. */
    public PlannedInputs negotiate(Collection<SinkPad> sinks) {
        Map<SinkPad, PlannedInput> decided = new LinkedHashMap<>();
        Set<SinkPad> undecided = new LinkedHashSet<>();
        Set<SourcePad> framed = new HashSet<>();
        List<PlannedInput> refused = new ArrayList<>();
        for (SinkPad sink : sinks) {
            Link link = sink.link();
            SinkPolicy policy = sink.policy();
            if (link == null || policy == null) {
                continue;
            }
            Offer offer = offerOf(link.source(), new HashSet<>());
            if (offer.state() == PadState.UNDECIDED) {
                undecided.add(sink);
            } else if (offer.caps() != null && offer.pad() != null) {
                PlannedInput input = input(sink, policy, offer.pad(), offer.caps());
                if (isTranscodingAllowed || input.conversion() == PlannedInput.Conversion.NONE) {
                    decided.put(sink, input);
                    if (!input.isPacketLink()) {
                        framed.add(input.origin());
                    }
                } else {
                    refused.add(input);
                }
            }
        }
        return new PlannedInputs(decided, undecided, framed, refused);
    }

    /** Plans converters and links for the inputs whose two ends have a node. */
    public AdaptorPlan plan(PlannedInputs inputs) {
        Map<String, AdaptorPlan.Converter> converters = new LinkedHashMap<>();
        Set<GraphLink> links = new LinkedHashSet<>();
        for (PlannedInput input : inputs.decided().values()) {
            String from = input.origin().nodeKey();
            String into = input.sink().nodeKey();
            if (from != null && into != null && !input.isPacketLink()) {
                String last = input.conversion() == PlannedInput.Conversion.NONE
                        ? from
                        : convert(input, from, converters, links);
                links.add(new GraphLink(last, into, input.sink().kind()));
            }
        }
        return new AdaptorPlan(converters, links);
    }

    /** What a pad gives, and the pad that really gives it. A loop of elements gives nothing. */
    Offer offerOf(SourcePad pad, Set<SourcePad> visited) {
        if (!visited.add(pad)) {
            return Offer.NOTHING;
        }
        if (pad.origin() == SourcePad.Origin.PRODUCES) {
            return new Offer(pad.state(), pad, pad.state() == PadState.OFFERED ? pad.caps() : null);
        }
        SinkPad upstream = pad.upstream();
        Link link = upstream == null ? null : upstream.link();
        if (link == null) {
            return Offer.NOTHING;
        }
        Offer offer = offerOf(link.source(), visited);
        return pad.origin() == SourcePad.Origin.FORWARDS ? offer : offer.derivedAt(pad);
    }

    private PlannedInput input(SinkPad sink, SinkPolicy policy, SourcePad origin, Caps offered) {
        Caps preferred = origin.preferred();
        Caps chosen;
        if (preferred != null && policy.accepts(preferred)) {
            chosen = preferred;
        } else {
            chosen = policy.accepts(offered) ? offered : policy.target(offered);
        }
        return new PlannedInput(sink, origin, offered, chosen, PlannedInput.Conversion.between(offered, chosen));
    }

    private String convert(
            PlannedInput input, String from, Map<String, AdaptorPlan.Converter> converters, Set<GraphLink> links) {
        String last = from;
        if (input.conversion().isDecoding()) {
            String key = "decode:" + from + ":" + input.sink().kind();
            converters.putIfAbsent(
                    key,
                    new AdaptorPlan.Converter(
                            new NodeSpec.Decode(input.offered(), threads(input.offered())), input.origin()));
            links.add(new GraphLink(last, key, input.sink().kind()));
            last = key;
        }
        if (input.conversion().isEncoding()) {
            int bitrateBps = input.origin().bitrateBps();
            String key = "encode:" + from + ":" + input.chosen() + ":" + bitrateBps;
            converters.putIfAbsent(
                    key,
                    new AdaptorPlan.Converter(
                            new NodeSpec.Encode(
                                    input.chosen(), bitrateBps, KEY_FRAME_INTERVAL_MS, threads(input.chosen())),
                            input.origin()));
            links.add(new GraphLink(last, key, input.sink().kind()));
            last = key;
        }
        return last;
    }

    private int threads(Caps caps) {
        return caps.kind() == MediaKind.VIDEO ? codecThreads : 1;
    }

    /** What a source pad gives. */
    record Offer(
            PadState state,
            @Nullable SourcePad pad,
            @Nullable Caps caps) {
        static final Offer NOTHING = new Offer(PadState.ABSENT, null, null);

        Offer derivedAt(SourcePad filter) {
            if (caps == null) {
                return this;
            }
            return new Offer(
                    state,
                    filter,
                    new Caps(caps.kind(), Caps.RAW, caps.width(), caps.height(), caps.sampleRateHz(), caps.channels()));
        }
    }
}
