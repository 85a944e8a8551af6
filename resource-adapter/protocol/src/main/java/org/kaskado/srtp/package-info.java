/**
 * SRTP and SRTCP: keys to protected packets and back, on the ciphers of the JDK.
 *
 * <p>Implemented: RFC 3711 §3.3 (index, ROC, replay window of 1024 packets), §3.4 (SRTCP), §4.1.1 (AES in counter mode),
 * §4.2 (HMAC-SHA1 with 80 and 32 bits), §4.3 (key derivation, rate 0); RFC 7714 (AEAD_AES_128_GCM, AEAD_AES_256_GCM); RFC
 * 4568 (SDES key lines). Left out: MKI, key derivation rates, AES f8, NULL ciphers, encrypted header extensions (RFC 6904),
 * rekeying under one index.
 *
 * <p>Pure. A sender or receiver belongs to one loop; it makes its cipher objects at keying, and allocates nothing per packet
 * but what the JDK's ciphers do.
 */
@NullMarked
package org.kaskado.srtp;

import org.jspecify.annotations.NullMarked;
