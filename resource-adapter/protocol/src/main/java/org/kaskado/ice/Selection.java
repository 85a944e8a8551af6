package org.kaskado.ice;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Which pair carries the media: validity, nomination and consent (RFC 8445 §7.2.5.3, §8.1; RFC 7675). */
final class Selection {
    /** RFC 7675 §5.1: consent lapses without an authentic answer. */
    static final long CONSENT_EXPIRY_NS = TimeUnit.SECONDS.toNanos(30);
    /** RFC 7675 §5.1: five seconds, randomised by a fifth. */
    static final long CONSENT_MIN_NS = TimeUnit.SECONDS.toNanos(4);

    static final long CONSENT_SPREAD_NS = TimeUnit.SECONDS.toNanos(2);
    /**
     * Within this time of the last nomination a worse pair is a leftover of aggressive nomination; later it is the peer's
     * change of mind, such as a move to another network.
     */
    static final long RENOMINATION_NS = TimeUnit.SECONDS.toNanos(7);

    /** A pair kept valid by the peer's checks alone has this long to answer ours once it is selected. */
    static final long FRESH_CONSENT_NS = TimeUnit.SECONDS.toNanos(10);

    private final IceContext context;
    private final CheckList list;
    private @Nullable CandidatePair selected;
    private boolean hadSelected;
    private long firstValidNs;
    private long nextConsentNs;

    Selection(IceContext context, CheckList list) {
        this.context = context;
        this.list = list;
    }

    @Nullable
    CandidatePair selected() {
        return selected;
    }

    boolean isNominated() {
        return selected != null && selected.isNominated();
    }

    /** Whether there was a selected pair and is none any more. */
    boolean isLost() {
        return hadSelected && selected == null;
    }

    /** A check of ours was answered, or, on a lite agent, an authentic request came. */
    void onValid(long nowNs, CandidatePair pair, boolean isNominating) {
        if (!pair.isValid()) {
            pair.validate();
            list.thawLike(pair);
        }
        if (!hadSelected) {
            firstValidNs = nowNs;
        }
        if (isNominating || pair.isNominationAsked()) {
            onNominated(nowNs, pair);
        } else if (!isNominated() && !isNominating() && isBetter(pair)) {
            select(nowNs, pair);
        }
    }

    /** Whether the peer is being told already. */
    private boolean isNominating() {
        Check check = selected == null ? null : selected.check();
        return check != null && check.nominates();
    }

    private boolean isBetter(CandidatePair pair) {
        return selected == null || pair.priority(context.role()) > selected.priority(context.role());
    }

    /** The peer nominated the pair, or answered our nomination. */
    void onNominated(long nowNs, CandidatePair pair) {
        if (!pair.isValid()) {
            pair.askNomination();
            return;
        }
        CandidatePair before = selected;
        boolean wins = before == null
                || !before.isNominated()
                || isBetter(pair)
                || nowNs - before.nominatedNs() >= RENOMINATION_NS
                || isSilent(before, nowNs);
        pair.nominate(nowNs);
        if (wins) {
            select(nowNs, pair);
            list.stopOthers(pair);
        }
    }

    /** Whether other pairs should be tried: none is nominated, or the selected one says nothing any more. */
    boolean isSearching(long nowNs) {
        return selected == null || !selected.isNominated() || isSilent(selected, nowNs);
    }

    boolean isSilent(CandidatePair pair, long nowNs) {
        return nowNs - pair.aliveNs() >= context.config().disconnectedAfterNs();
    }

    private void select(long nowNs, CandidatePair pair) {
        hadSelected = true;
        if (selected != pair) {
            selected = pair;
            boolean isFresh = nowNs - pair.answeredNs() < CONSENT_MIN_NS;
            nextConsentNs = isFresh ? nowNs + consentGapNs() : nowNs;
            pair.answered(Math.max(pair.answeredNs(), nowNs - CONSENT_EXPIRY_NS + FRESH_CONSENT_NS));
        }
    }

    private long consentGapNs() {
        return CONSENT_MIN_NS + context.random().nextLong(CONSENT_SPREAD_NS);
    }

    /** The pair that a controlling agent should nominate now, or null. */
    @Nullable
    CandidatePair toNominate(long nowNs) {
        CandidatePair best = selected;
        if (best == null || best.isNominated() || best.check() != null || context.role() != IceRole.CONTROLLING) {
            return null;
        }
        return nowNs >= nominateNs(best) ? best : null;
    }

    private long nominateNs(CandidatePair best) {
        return list.hasUnresolvedBetterThan(best, context.role())
                ? firstValidNs + context.config().nominationDelayNs()
                : Long.MIN_VALUE;
    }

    /** Whether a consent check is due; the next one is then planned. */
    boolean takeConsentDue(long nowNs) {
        if (selected == null || context.isLite() || nowNs < nextConsentNs) {
            return false;
        }
        nextConsentNs = nowNs + consentGapNs();
        return true;
    }

    /** Drops pairs without consent or sign of life; a living pair takes the place of a lost or silent one. */
    void expire(long nowNs) {
        for (CandidatePair pair : list.pairs()) {
            if (pair.isValid() && nowNs >= expiryNs(pair)) {
                pair.invalidate();
            }
        }
        CandidatePair before = selected;
        boolean isGone = before != null && !before.isValid();
        if (before == null || !(isGone || isSilent(before, nowNs))) {
            return;
        }
        CandidatePair next = bestAlive(nowNs);
        if (next != null) {
            select(nowNs, next);
        } else if (isGone) {
            selected = null;
        }
    }

    private @Nullable CandidatePair bestAlive(long nowNs) {
        CandidatePair best = null;
        for (CandidatePair pair : list.pairs()) {
            if (pair.isValid() && !isSilent(pair, nowNs) && (best == null || isPreferred(pair, best))) {
                best = pair;
            }
        }
        return best;
    }

    private boolean isPreferred(CandidatePair pair, CandidatePair best) {
        return pair.isNominated() == best.isNominated()
                ? pair.priority(context.role()) > best.priority(context.role())
                : pair.isNominated();
    }

    private long expiryNs(CandidatePair pair) {
        boolean needsConsent = pair == selected && !context.isLite();
        return (needsConsent ? pair.answeredNs() : pair.aliveNs()) + CONSENT_EXPIRY_NS;
    }

    long deadlineNs(long nowNs) {
        long deadline = Long.MAX_VALUE;
        for (CandidatePair pair : list.pairs()) {
            deadline = pair.isValid() ? Math.min(deadline, expiryNs(pair)) : deadline;
        }
        CandidatePair best = selected;
        if (best == null) {
            return deadline;
        }
        deadline = context.isLite() ? deadline : Math.min(deadline, nextConsentNs);
        if (!best.isNominated() && best.check() == null && context.role() == IceRole.CONTROLLING) {
            deadline = Math.min(deadline, nominateNs(best));
        }
        long silentNs = best.aliveNs() + context.config().disconnectedAfterNs();
        return silentNs > nowNs ? Math.min(deadline, silentNs) : deadline;
    }
}
