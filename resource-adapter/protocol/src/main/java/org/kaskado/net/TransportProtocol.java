package org.kaskado.net;

/** What carries datagrams: UDP, or TCP with the two-byte frame lengths of RFC 4571 (already taken off). */
public enum TransportProtocol {
    UDP,
    TCP
}
