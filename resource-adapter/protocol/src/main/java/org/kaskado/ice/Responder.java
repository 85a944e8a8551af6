package org.kaskado.ice;

import org.jspecify.annotations.Nullable;
import org.kaskado.net.FiveTuple;
import org.kaskado.stun.StunAttribute;
import org.kaskado.stun.StunClass;
import org.kaskado.stun.StunError;
import org.kaskado.stun.StunKey;
import org.kaskado.stun.StunMessage;
import org.kaskado.stun.StunWriter;

/** Judges the peer's checks and writes the answers (RFC 8445 §7.3, RFC 8489 §9.1.3). */
final class Responder {
    private final IceContext context;
    private final StunKey key;

    Responder(IceContext context, StunKey key) {
        this.context = context;
        this.key = key;
    }

    /** Why a request is not from somebody who knows our password; null when it is. */
    @Nullable
    StunError authenticate(StunMessage request) {
        if (!request.isSigned()) {
            return new StunError(StunError.BAD_REQUEST, "Message integrity is missing");
        }
        return request.isSignedWith(key) ? null : new StunError(StunError.UNAUTHENTICATED, "Unauthenticated");
    }

    /** Why an authentic request is refused; null when it is not. Settles a role conflict, perhaps by changing our role. */
    @Nullable
    StunError judge(StunMessage request) {
        if (request.notUnderstood().length > 0) {
            return new StunError(StunError.UNKNOWN_ATTRIBUTE, "Unknown attribute");
        }
        if (request.get32(StunAttribute.PRIORITY, 0) == 0) {
            return new StunError(StunError.BAD_REQUEST, "Priority is missing");
        }
        return winsConflict(request) ? new StunError(StunError.ROLE_CONFLICT, "Role conflict") : null;
    }

    /** RFC 8445 §7.3.1.1. */
    private boolean winsConflict(StunMessage request) {
        boolean isControlling = context.role() == IceRole.CONTROLLING;
        int claim = isControlling ? StunAttribute.ICE_CONTROLLING : StunAttribute.ICE_CONTROLLED;
        if (!request.has(claim)) {
            return false;
        }
        if (context.isLite()) {
            return true;
        }
        boolean isOursLarger = Long.compareUnsigned(context.tieBreaker(), request.get64(claim, 0)) >= 0;
        if (isOursLarger == isControlling) {
            return true;
        }
        context.become(context.role().other());
        return false;
    }

    byte[] success(StunMessage request, FiveTuple path) {
        return StunWriter.respond(StunClass.SUCCESS, request)
                .addXorAddress(StunAttribute.XOR_MAPPED_ADDRESS, path.remote())
                .sign(key);
    }

    /** An error to somebody who has shown that he knows the password. */
    byte[] refusal(StunMessage request, StunError error) {
        StunWriter writer = StunWriter.respond(StunClass.ERROR, request).addError(error);
        if (error.code() == StunError.UNKNOWN_ATTRIBUTE) {
            writer.addUnknown(request.notUnderstood());
        }
        return writer.sign(key);
    }

    /** An error to a stranger: not signed, and shorter than his request. */
    static byte[] refusalToStranger(StunMessage request, StunError error) {
        return StunWriter.respond(StunClass.ERROR, request).addError(error).fingerprint();
    }
}
