package org.kaskado.crypto;

import org.bouncycastle.tls.DTLSVerifier;

/** What all transports of a provider share. */
record ProviderParts(Identity identity, DtlsLimits limits, HandshakeGate gate, DTLSVerifier cookies) {}
