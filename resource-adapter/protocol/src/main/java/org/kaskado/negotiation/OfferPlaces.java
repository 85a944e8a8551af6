package org.kaskado.negotiation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kaskado.frame.MediaKind;

/** Decides which m-section of an offer is for what (RFC 9429 §5.2.2): old ones first, then new ones, in free places first. */
final class OfferPlaces {
    /**
     * One m-section to be offered.
     *
     * @param index its place
     * @param mid its name
     * @param media first word of the m-line
     * @param transceiver null for data and refused places
     * @param isRefused whether it carries nothing
     * @param earlier our section at this place in the agreed description, when it goes on
     */
    record Place(
            int index,
            String mid,
            String media,
            @Nullable Transceiver transceiver,
            boolean isRefused,
            @Nullable Section earlier) {}

    private final Exchange agreed;
    private final List<Place> places = new ArrayList<>();
    private final Set<String> mids = new HashSet<>();

    OfferPlaces(Exchange agreed) {
        this.agreed = agreed;
    }

    List<Place> decide(List<Transceiver> transceivers, boolean hasData) {
        boolean needsData = hasData;
        Description local = agreed.local();
        for (int i = 0; i < agreed.size() && local != null; i++) {
            Section earlier = local.sections().get(i);
            Transceiver transceiver = agreed.slot(i);
            boolean isData = earlier.kind() == MediaKind.DATA && hasData;
            boolean isWanted = isData || (transceiver != null && !transceiver.isStopped());
            boolean isRefused = agreed.isFree(i) || !isWanted;
            needsData &= !isData || isRefused;
            mids.add(earlier.mid());
            places.add(new Place(
                    i, earlier.mid(), earlier.line().media(), isRefused ? null : transceiver, isRefused, earlier));
        }
        for (Transceiver transceiver : transceivers) {
            if (transceiver.mid() == null && !transceiver.isStopped()) {
                add(transceiver.kind().name().toLowerCase(Locale.ROOT), transceiver);
            }
        }
        if (needsData) {
            add("application", null);
        }
        return places;
    }

    private void add(String media, @Nullable Transceiver transceiver) {
        String mid = OfferMaker.freshMid(agreed.local(), mids);
        mids.add(mid);
        for (int i = 0; i < agreed.size(); i++) {
            if (agreed.isFree(i) && places.get(i).isRefused()) {
                places.set(i, new Place(i, mid, media, transceiver, false, null));
                return;
            }
        }
        places.add(new Place(places.size(), mid, media, transceiver, false, null));
    }
}
