package org.kaskado.ice;

import org.jspecify.annotations.Nullable;
import org.kaskado.stun.RetransmitTimer;
import org.kaskado.stun.TransactionId;

/**
 * A Binding request on its way.
 *
 * @param id joins the response to it
 * @param nominates whether it carries USE-CANDIDATE
 * @param role what it claimed; a role conflict that was already resolved is not resolved again
 * @param bytes sent again as they are
 * @param timer null for a consent check, which is never repeated (RFC 7675 §5.1)
 */
record Check(
        TransactionId id,
        boolean nominates,
        IceRole role,
        byte[] bytes,
        @Nullable RetransmitTimer timer) {
    boolean isFor(TransactionId transaction) {
        return id.equals(transaction);
    }
}
