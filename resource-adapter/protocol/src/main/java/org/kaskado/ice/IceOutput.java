package org.kaskado.ice;

import org.kaskado.net.FiveTuple;

/**
 * What an agent wants done. Passed to each call, never stored; implementations only enqueue and must not call the agent
 * back before the call has returned.
 */
public interface IceOutput {
    /** A datagram for {@code path.remote()} from {@code path.local()}; the bytes are borrowed for the call. */
    void transmit(FiveTuple path, byte[] data, int offset, int length);

    /** Media goes this way from now on. Told before the state that it leads to. */
    void selected(FiveTuple path);

    void stateChanged(IceState state);

    /** Packets other than STUN from this path are the peer's from now on ({@link IceAgent#isValidated}). */
    void validated(FiveTuple path);

    /** They are no longer, and nothing may be sent there (RFC 7675 §5.1). */
    void invalidated(FiveTuple path);

    /**
     * A remote candidate has a name. It is ignored unless the shell finds the address and gives
     * {@link IceAgent#addRemoteCandidate} the candidate {@linkplain Candidate#resolved resolved}.
     */
    void needsResolution(String name, Candidate candidate);

    /** Checks to this user name fragment of ours need not be routed here any longer. */
    void credentialsRetired(String localUfrag);
}
