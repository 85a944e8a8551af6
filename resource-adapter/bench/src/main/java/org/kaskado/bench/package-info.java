/**
 * JMH benches of the packet plane, run by hand (README of the repository, section about speed): time per packet, and with
 * {@code -prof gc} the bytes allocated for it. Ours are 0 everywhere; the JDK's ciphers allocate about 1.2 KB per packet with
 * GCM and 0.15 KB with SHA1_80.
 */
@NullMarked
package org.kaskado.bench;

import org.jspecify.annotations.NullMarked;
