package org.kaskado.session;

import org.jspecify.annotations.Nullable;
import org.kaskado.frame.MediaKind;

/**
 * One m-section as agreed.
 *
 * @param index its place in both descriptions
 * @param mid its name; made up ({@code m0}) when the peer gave none
 * @param kind what it carries
 * @param direction ours
 * @param transport index in {@link SessionConfig#transports}, -1 when rejected
 * @param send what we send
 * @param receive what we receive
 * @param extensions header extensions of both directions
 * @param rtcp control packets
 * @param ptimeMs milliseconds of sound per packet that the peer wants; 0 when not said
 * @param data SCTP facts; null unless {@code kind} is data
 * @param rejection why the section carries nothing, as a sentence; empty when it does
 */
public record MediaConfig(
        int index,
        String mid,
        MediaKind kind,
        Direction direction,
        int transport,
        FlowConfig send,
        FlowConfig receive,
        ExtensionMap extensions,
        RtcpConfig rtcp,
        int ptimeMs,
        @Nullable DataConfig data,
        String rejection) {

    public boolean isRejected() {
        return !rejection.isEmpty();
    }
}
