/**
 * Interactive Connectivity Establishment: finds a path between two peers, keeps it agreed, and says when it is gone.
 *
 * <p>Implemented: RFC 8445 full and lite agents (one component, one check list: BUNDLE and multiplexed RTCP), role conflict,
 * peer-reflexive candidates, regular and aggressive nomination; RFC 8838 trickle and end of candidates; RFC 7675 consent;
 * RFC 8839 candidate lines and credentials; RFC 8863 patience; restart with the old pair in use until a new one is selected;
 * RFC 6544 with us passive; names, also of mDNS, handed to the shell; TURN in {@link
 * org.kaskado.ice.turn}. Left out: our own active and simultaneous-open TCP, component 2, two lite agents with each other.
 *
 * <p>Pure; owned by one media loop. An agent has no socket: all sessions share the ports, and a {@link
 * org.kaskado.net.FiveTuple} names the way of each datagram. The shell finds the agent of an unknown address by {@link
 * org.kaskado.stun.StunPeek#localUfrag}, and afterwards by address. Only STUN goes through the agent: for any other packet
 * the shell asks {@link org.kaskado.ice.IceAgent#isValidated}, or keeps the answer that {@link org.kaskado.ice.IceOutput}
 * gave with {@code validated} and {@code invalidated}. In a settled session the agent wakes up about every five seconds.
 */
@NullMarked
package org.kaskado.ice;

import org.jspecify.annotations.NullMarked;
