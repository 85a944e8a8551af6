/**
 * Interactive Connectivity Establishment: finds a path between two peers, keeps it agreed, and says when it is gone.
 *
 * <p>Implemented: RFC 8445 full and lite agents (one component, one check list: BUNDLE and multiplexed RTCP), role conflict,
 * peer-reflexive candidates, regular and aggressive nomination; RFC 8838 trickle and end of candidates; RFC 7675 consent;
 * RFC 8839 candidate lines and credentials; RFC 8863 patience; restart with the old pair in use until a new one is nominated;
 * RFC 6544 with us passive; names, also of mDNS, handed to the shell; TURN in {@code org.kaskado.ice.turn}. Left out: our
 * own active and simultaneous-open TCP, component 2, two lite agents with each other.
 *
 * <p>Pure; owned by one media loop. An agent has no socket: all sessions share the ports, and a
 * {@link org.kaskado.net.FiveTuple} names the way of each datagram. The shell finds the agent of an unknown address by
 * {@link org.kaskado.stun.StunPeek#localUfrag}, and afterwards by path. Only STUN goes through the agent: for any other
 * packet the shell asks {@link org.kaskado.ice.IceAgent#isValidated}, or keeps what {@link org.kaskado.ice.IceOutput} said
 * with {@code validated} and {@code invalidated}. In a settled session the agent wakes up about every five seconds.
 *
 * <p>Three choices a reader might question. A triggered check leaves <em>before</em> the answer that triggers it, so that our
 * side of the path is valid before the peer sends its first DTLS record. The first valid pair is selected at once, nominated
 * or not. When the selected pair falls silent, the pairs that were left untried are checked, and one that answers takes over
 * without a restart, which peers of the libwebrtc family do too.
 *
 * <pre>
 * IceAgent ── Generation (one per set of credentials) ─┬─ Checker    our requests: pacing, repetition
 *                                                      ├─ Responder  the peer's requests: who asks, role conflict
 *                                                      ├─ Selection  valid, nominated, consent
 *                                                      └─ CheckList of CandidatePairs, RemoteCandidates
 * </pre>
 */
@NullMarked
package org.kaskado.ice;

import org.jspecify.annotations.NullMarked;
