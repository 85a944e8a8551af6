/**
 * Selective forwarding: one publisher's track to many viewers, packet by packet, without taking frames apart.
 *
 * <pre>
 * ForwardSource.onPacket -- SourceEncoding: wrap, cache, rates, key frames
 *        '-- each ForwardReceiver: LayerSelector (which packets) -- IndexRewriter, TimestampRewriter, PictureRewriter
 *               '-- PacketWriter (header, extensions, picture ids into a scratch array) -- ForwardOutput.send
 * viewer's NACK -- ForwardReceiver.onNack -- SentPackets (how it was rewritten) -- PacketWriter -- ForwardOutput.resend
 * viewer's estimate -- LayerChoice -- ForwardReceiver.select -- ForwardOutput.wanted, requestKeyFrame
 * </pre>
 *
 * <p>Rules that tests hold: outgoing sequence numbers never step back; an outgoing (SSRC, index) stands for one sequence of
 * bytes only (RFC 3711 §9.1); encodings change only at key frames, temporal layers are added only at switching points;
 * packets that are not wanted leave no gap, packets that were lost before us do. Nothing is allocated per packet.
 *
 * <p>A source and its receivers belong to one media loop. Left out: rewriting the active decode targets of dependency
 * descriptors.
 */
@NullMarked
package org.kaskado.forward;

import org.jspecify.annotations.NullMarked;
