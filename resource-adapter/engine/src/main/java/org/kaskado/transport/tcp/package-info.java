/**
 * ICE over TCP (RFC 6544), passive side only: peers connect to the one TCP port, and their datagrams come with a length before
 * each (RFC 4571). The first one must be a connectivity check that names its session; from then on the connection belongs to
 * the loop of that session. A peer that reads too slowly loses packets as on any network: what waits to be sent is bounded.
 * Shell: it holds no protocol rule but the frame.
 */
@NullMarked
package org.kaskado.transport.tcp;

import org.jspecify.annotations.NullMarked;
