package org.kaskado.negotiation;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kaskado.frame.MediaKind;
import org.kaskado.negotiation.NegotiationError.Reason;
import org.kaskado.session.Direction;
import org.kaskado.session.Msid;
import org.kaskado.session.SessionConfig;

/**
 * Makes and understands the descriptions of one session (RFC 9429). A refused description changes nothing: the state is as
 * before and another one may be tried. Belongs to one thread at a time.
 *
 * <p>Answering: {@link #processOffer}. An offered m-section gets a transceiver: the one it had, else one that was added and
 * waits for a section of its kind, else a new one with the configured direction. Offering: {@link #addTransceiver}, {@link
 * #createOffer}, {@link #processAnswer}; data channels are offered when the configuration has them.
 */
public final class Negotiator {
    private final NegotiationConfig config;
    private final LocalFacts facts;
    private final List<Transceiver> transceivers = new ArrayList<>();
    /** Got their mid from the pending offer. */
    private final List<Transceiver> associated = new ArrayList<>();
    /** Made for the pending offer. */
    private final List<Transceiver> born = new ArrayList<>();

    private SignallingState state = SignallingState.STABLE;
    private Exchange agreed = Exchange.NONE;
    private Exchange pending = Exchange.NONE;
    private @Nullable String localText;
    private @Nullable String remoteText;
    private @Nullable String pendingText;
    private long version = 1;
    private int tracks;

    public Negotiator(NegotiationConfig config, LocalFacts facts) {
        this.config = config;
        this.facts = facts;
    }

    public SignallingState state() {
        return state;
    }

    /** All that are not stopped and settled, in the order they came up. */
    public List<Transceiver> transceivers() {
        return List.copyOf(transceivers);
    }

    /** Our last description: the offer that waits for its answer, else the agreed one; null when there is none. */
    public @Nullable String localDescription() {
        return state == SignallingState.HAVE_LOCAL_OFFER ? pendingText : localText;
    }

    /** The peer's last description: the offer that we have not answered, else the agreed one; null when there is none. */
    public @Nullable String remoteDescription() {
        return state == SignallingState.HAVE_REMOTE_OFFER ? pendingText : remoteText;
    }

    /** One more track or place for a peer's track, from the next description on. */
    public Transceiver addTransceiver(MediaKind kind, Direction direction) {
        tracks++;
        String stream = config.identity().stream();
        Transceiver transceiver = new Transceiver(
                kind,
                direction,
                new Msid(stream, stream + "-" + tracks),
                config.capability(kind).codecs());
        transceivers.add(transceiver);
        return transceiver;
    }

    /**
     * Our offer as text; the state becomes HAVE_LOCAL_OFFER.
     *
     * @param restartsIce whether new ICE credentials are drawn (RFC 9429 §4.1.8)
     */
    public Outcome<String> createOffer(boolean restartsIce) {
        if (state != SignallingState.STABLE) {
            return wrongState("an offer is made", SignallingState.STABLE);
        }
        boolean hasData = config.data() != null && config.transport().isWebRtc();
        List<OfferPlaces.Place> places = new OfferPlaces(agreed).decide(transceivers, hasData);
        if (places.isEmpty()) {
            return Outcome.failed(
                    Reason.UNSUPPORTED, "there is nothing to offer, expected a transceiver or data channels");
        }
        TransportBook book = agreed.book().copy();
        if (restartsIce) {
            book.entries().forEach(entry -> book.put(entry.restarted()));
        }
        List<@Nullable Transceiver> slots = new ArrayList<>();
        for (OfferPlaces.Place place : places) {
            slots.add(place.transceiver());
            if (place.transceiver() != null && place.transceiver().mid() == null) {
                associate(place.transceiver(), place.mid());
            }
        }
        Faults faults = new Faults();
        Description offer = new OfferMaker(config, facts, agreed, book, faults).make(places);
        if (faults.isEmpty()) {
            pending = new Exchange(offer, null, slots, book);
            state = SignallingState.HAVE_LOCAL_OFFER;
            version++;
            pendingText = DescriptionWriter.write(offer, config, version);
            return Outcome.of(pendingText);
        }
        rollback();
        return faults.outcome("");
    }

    /** Takes the peer's offer and answers it: {@link #receiveOffer} and {@link #createAnswer}. */
    public Outcome<Negotiated> processOffer(String offer) {
        Outcome<Negotiated> answered = receiveOffer(offer).then(sections -> createAnswer());
        if (!answered.isOk() && state == SignallingState.HAVE_REMOTE_OFFER) {
            rollback();
        }
        return answered;
    }

    /**
     * Takes the peer's offer; the state becomes HAVE_REMOTE_OFFER. Until {@link #createAnswer} the caller may change the
     * transceivers.
     *
     * @return the transceivers of the offered audio and video sections, in their order
     */
    public Outcome<List<Transceiver>> receiveOffer(String offer) {
        if (state != SignallingState.STABLE) {
            return wrongState("an offer is taken", SignallingState.STABLE);
        }
        boolean isWebRtc = config.transport().isWebRtc();
        return DescriptionReader.read(offer, "offer", isWebRtc).then(remote -> {
            Faults faults = new Faults();
            new OfferCheck(agreed, remote, isWebRtc, faults).check();
            return faults.outcome(remote).then(checked -> Outcome.of(hold(offer, checked)));
        });
    }

    private List<Transceiver> hold(String text, Description remote) {
        List<@Nullable Transceiver> slots = new ArrayList<>();
        List<Transceiver> named = new ArrayList<>();
        for (Section section : remote.sections()) {
            Transceiver transceiver = transceiver(section);
            slots.add(transceiver);
            if (transceiver != null) {
                named.add(transceiver);
            }
        }
        pending = new Exchange(null, remote, slots, agreed.book().copy());
        pendingText = text;
        state = SignallingState.HAVE_REMOTE_OFFER;
        return named;
    }

    /** Our answer to the offer that was taken; the state becomes STABLE. */
    public Outcome<Negotiated> createAnswer() {
        Description remote = pending.remote();
        String text = pendingText;
        if (state != SignallingState.HAVE_REMOTE_OFFER || remote == null || text == null) {
            return wrongState("an answer is made", SignallingState.HAVE_REMOTE_OFFER);
        }
        Exchange work =
                new Exchange(null, remote, pending.slots(), pending.book().copy());
        Faults faults = new Faults();
        Description answer = new AnswerMaker(config, facts, work, remote, faults).make();
        if (!faults.isEmpty()) {
            return faults.outcome(new Negotiated("", new SessionConfig(List.of(), List.of())));
        }
        Exchange complete = new Exchange(answer, remote, work.slots(), work.book());
        SessionConfig session = new ConfigMaker(config, facts, complete, answer, remote, true).make();
        version++;
        localText = DescriptionWriter.write(answer, config, version);
        remoteText = text;
        commit(complete, session);
        return Outcome.of(new Negotiated(localText, session));
    }

    /** Takes the answer to our offer; the state becomes STABLE. */
    public Outcome<Negotiated> processAnswer(String answer) {
        Description offer = pending.local();
        String text = pendingText;
        if (state != SignallingState.HAVE_LOCAL_OFFER || offer == null || text == null) {
            return wrongState("an answer is taken", SignallingState.HAVE_LOCAL_OFFER);
        }
        boolean isWebRtc = config.transport().isWebRtc();
        return DescriptionReader.read(answer, "answer", isWebRtc).then(remote -> {
            Faults faults = new Faults();
            new AnswerCheck(offer, remote, isWebRtc, faults).check();
            return faults.outcome(remote).then(checked -> complete(offer, checked, text, answer));
        });
    }

    private Outcome<Negotiated> complete(Description offer, Description answer, String offerText, String answerText) {
        Faults faults = new Faults();
        Exchange complete = new AnswerTaker(pending, offer, config.transport().isWebRtc(), faults).take(answer);
        Description remote = complete.remote();
        if (!faults.isEmpty() || remote == null) {
            return faults.outcome(new Negotiated("", new SessionConfig(List.of(), List.of())));
        }
        SessionConfig session = new ConfigMaker(config, facts, complete, offer, remote, false).make();
        localText = offerText;
        remoteText = answerText;
        commit(complete, session);
        return Outcome.of(new Negotiated(offerText, session));
    }

    /** Back to STABLE as if the pending offer had never been (RFC 9429 §4.1.10); nothing happens in STABLE. */
    public void rollback() {
        for (Transceiver transceiver : associated) {
            transceiver.associate(null);
        }
        transceivers.removeIf(transceiver -> born.contains(transceiver));
        settle();
    }

    private void settle() {
        associated.clear();
        born.clear();
        pending = Exchange.NONE;
        pendingText = null;
        state = SignallingState.STABLE;
    }

    private void commit(Exchange complete, SessionConfig session) {
        List<@Nullable Transceiver> slots = complete.copyOfSlots();
        for (int i = 0; i < slots.size(); i++) {
            Transceiver transceiver = slots.get(i);
            if (transceiver == null) {
                continue;
            }
            transceiver.agreed(session.media().get(i).direction());
            if (session.media().get(i).isRejected()) {
                slots.set(i, null);
                refuse(transceiver);
            }
        }
        for (Transceiver earlier : agreed.slots()) {
            if (earlier != null && !slots.contains(earlier)) {
                earlier.agreed(Direction.INACTIVE);
                earlier.stop();
            }
        }
        transceivers.removeIf(Transceiver::isStopped);
        agreed = new Exchange(complete.local(), complete.remote(), slots, complete.book());
        settle();
    }

    /** What we added waits for another section; what the peer refused, or brought itself, is over. */
    private void refuse(Transceiver transceiver) {
        boolean isAnswering = state == SignallingState.HAVE_REMOTE_OFFER;
        if (isAnswering && associated.contains(transceiver) && !born.contains(transceiver)) {
            transceiver.associate(null);
        } else {
            transceiver.stop();
        }
    }

    private @Nullable Transceiver transceiver(Section section) {
        MediaKind kind = section.kind();
        if (section.isRejected() || kind == null || kind == MediaKind.DATA) {
            return null;
        }
        boolean isKept = section.index() < agreed.size() && !agreed.isFree(section.index());
        Transceiver kept = isKept ? agreed.slot(section.index()) : null;
        if (kept != null) {
            return kept;
        }
        for (Transceiver waiting : transceivers) {
            if (waiting.mid() == null && waiting.kind() == kind && !waiting.isStopped()) {
                associate(waiting, section.mid());
                return waiting;
            }
        }
        Transceiver fresh = addTransceiver(kind, config.capability(kind).wanted());
        born.add(fresh);
        associate(fresh, section.mid());
        return fresh;
    }

    private void associate(Transceiver transceiver, String mid) {
        transceiver.associate(mid);
        associated.add(transceiver);
    }

    private <T> Outcome<T> wrongState(String what, SignallingState expected) {
        return Outcome.failed(
                Reason.WRONG_STATE, "the signalling state is " + state + "; " + what + " in " + expected + " only");
    }
}
