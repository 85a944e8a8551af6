package org.kaskado.transport.udp;

import org.kaskado.net.FiveTuple;

/** Who gets the datagrams of one remote address on one local address. */
record Route(FiveTuple path, DatagramReceiver receiver) {}
