package org.kaskado.session;

import org.jspecify.annotations.Nullable;

/**
 * A transport without ICE and DTLS: plain RTP or SRTP with SDES keys. With symmetric RTP (RFC 4961) the session answers
 * to where packets come from; {@code remote} is only where it starts.
 *
 * @param local where we listen
 * @param remote where the peer listens, or null when it named no usable address: wait for its first packet
 * @param sendCrypto our key; null without SDES
 * @param receiveCrypto the peer's key; null without SDES
 * @param hasFeedback whether the profile is AVPF or SAVPF (RFC 4585: early feedback is allowed)
 */
public record PlainConfig(
        RtpAddress local,
        @Nullable RtpAddress remote,
        @Nullable CryptoConfig sendCrypto,
        @Nullable CryptoConfig receiveCrypto,
        boolean hasFeedback) {}
