package org.kaskado.negotiation;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kaskado.frame.MediaKind;
import org.kaskado.negotiation.NegotiationError.Reason;
import org.kaskado.session.CryptoConfig;
import org.kaskado.session.DtlsSetup;
import org.kaskado.session.Fingerprint;
import org.kaskado.session.IceParameters;
import org.kaskado.session.RtpAddress;

/** Gives accepted m-sections their transports (RFC 9143 §7.3, RFC 8839 §4.2.2, RFC 8842 §5.3, RFC 4568 §5.1.2). */
final class AnswerTransports {
    /** Hashes that every JDK has; MD5 and MD2 are broken (RFC 8122 §5). */
    static final Set<String> HASHES = Set.of("sha-1", "sha-224", "sha-256", "sha-384", "sha-512");

    private final NegotiationConfig config;
    private final LocalFacts facts;
    private final TransportBook book;
    private final Description offer;
    private final Faults faults;
    private final Set<String> agreed = new HashSet<>();

    AnswerTransports(NegotiationConfig config, LocalFacts facts, TransportBook book, Description offer, Faults faults) {
        this.config = config;
        this.facts = facts;
        this.book = book;
        this.offer = offer;
        this.faults = faults;
    }

    /** The answered section with its transport, or refused when it can have none. */
    Section attach(Section answered, Section offered) {
        return config.transport().isWebRtc() ? webRtc(answered, offered) : plain(answered, offered);
    }

    private Section webRtc(Section answered, Section offered) {
        List<String> bundle = offer.bundleOf(offered.mid()).orElse(List.of(offered.mid()));
        TransportBook.Entry entry = known(bundle);
        if (entry == null) {
            Optional<String> full = full(offered);
            if (full.isPresent()) {
                return offered.rejected(full.get());
            }
            entry = TransportBook.Entry.fresh(book.freshId(offered.mid()));
        }
        boolean isFirst = agreed.add(entry.id());
        if (isFirst) {
            entry = agree(entry, offered, bundle);
        }
        book.put(entry);
        book.assign(offered.mid(), entry.id());
        IceParameters ice = facts.ice(entry.id(), entry.generation());
        return answered.withTransport(new Section.Transport(
                isFirst ? ice : withoutCandidates(ice),
                config.transport().fingerprints(),
                entry.localSetup(),
                offered.kind() != MediaKind.DATA,
                null,
                List.of()));
    }

    private TransportBook.@Nullable Entry known(List<String> bundle) {
        for (String mid : bundle) {
            TransportBook.Entry entry = book.of(mid);
            if (entry != null) {
                return entry;
            }
        }
        return null;
    }

    /** Takes over the peer's side; a change of its credentials is an ICE restart, ours change too. */
    private TransportBook.Entry agree(TransportBook.Entry known, Section offered, List<String> bundle) {
        Section.Transport remote = remote(offered, bundle);
        IceParameters ice = remote.ice();
        if (ice == null) {
            faults.add(Reason.MISSING_SECURITY, offered.label() + " has no a=ice-ufrag and a=ice-pwd, expected both");
            return known;
        }
        if (remote.fingerprints().stream().noneMatch(print -> HASHES.contains(print.algorithm()))) {
            faults.add(
                    Reason.MISSING_SECURITY,
                    offered.label() + " has "
                            + (remote.fingerprints().isEmpty() ? "no a=fingerprint" : "only unknown fingerprint hashes")
                            + ", expected one of " + HASHES.stream().sorted().toList());
            return known;
        }
        IceParameters earlier = known.remoteIce();
        boolean isRestart = earlier != null && ice.restarts(earlier);
        List<Fingerprint> usable = remote.fingerprints().stream()
                .filter(print -> HASHES.contains(print.algorithm()))
                .toList();
        DtlsSetup role = role(remote.setup(), known, usable);
        return (isRestart ? known.restarted() : known).withRemote(ice, usable, role);
    }

    /** In a BUNDLE group the facts may stand with another section: bundle-only ones have none (RFC 9143 §7.1.3). */
    private Section.Transport remote(Section offered, List<String> bundle) {
        for (String mid : bundle) {
            for (Section section : offer.sections()) {
                if (section.mid().equals(mid) && section.transport().ice() != null) {
                    return section.transport();
                }
            }
        }
        return offered.transport();
    }

    private DtlsSetup role(@Nullable DtlsSetup offered, TransportBook.Entry known, List<Fingerprint> fingerprints) {
        if (offered == DtlsSetup.ACTIVE) {
            return DtlsSetup.PASSIVE;
        }
        if (offered == DtlsSetup.PASSIVE) {
            return DtlsSetup.ACTIVE;
        }
        DtlsSetup earlier = known.localSetup();
        boolean isSamePeer = known.remoteFingerprints().equals(fingerprints);
        if (earlier != null && isSamePeer) {
            return earlier;
        }
        DtlsSetup wanted = config.transport().answerSetup();
        return wanted == DtlsSetup.PASSIVE ? DtlsSetup.PASSIVE : DtlsSetup.ACTIVE;
    }

    private static IceParameters withoutCandidates(IceParameters ice) {
        return new IceParameters(ice.ufrag(), ice.pwd(), ice.isLite(), ice.options(), List.of(), false);
    }

    private Section plain(Section answered, Section offered) {
        TransportBook.Entry known = book.of(offered.mid());
        Optional<String> full = known == null ? full(offered) : Optional.empty();
        if (full.isPresent()) {
            return offered.rejected(full.get());
        }
        TransportBook.Entry entry = known == null ? TransportBook.Entry.fresh(book.freshId(offered.mid())) : known;
        boolean isProtected = offered.line().protocol().contains("SAVP")
                || config.transport().demandsSdes()
                || (!config.transport().sdesSuites().isEmpty()
                        && !offered.transport().crypto().isEmpty());
        Optional<CryptoConfig> crypto = isProtected ? crypto(offered, entry) : Optional.empty();
        if (isProtected && crypto.isEmpty()) {
            return offered.rejected(offered.label() + " over "
                    + Texts.shown(offered.line().protocol()) + " has no usable a=crypto line, expected one of "
                    + config.transport().sdesSuites());
        }
        boolean isMuxed = offered.transport().isMuxed();
        RtpAddress address = entry.localAddress() != null ? entry.localAddress() : address(offered, isMuxed);
        if (address == null) {
            return offered.rejected("no port is free for " + offered.label());
        }
        List<CryptoConfig> chosen = crypto.map(List::of).orElse(List.of());
        book.put(entry.withLocal(address, chosen));
        book.assign(offered.mid(), entry.id());
        return answered.withTransport(new Section.Transport(null, List.of(), null, isMuxed, address, chosen));
    }

    private @Nullable RtpAddress address(Section offered, boolean isMuxed) {
        MediaKind kind = offered.kind();
        return kind == null ? null : facts.plainAddress(offered.mid(), kind, isMuxed);
    }

    /** The first offered line that we can do; our key stays while the suite does. */
    private Optional<CryptoConfig> crypto(Section offered, TransportBook.Entry known) {
        for (CryptoConfig line : offered.transport().crypto()) {
            for (SdesSuite suite : config.transport().sdesSuites()) {
                if (suite.sdpName().equals(line.suite())) {
                    String key = known.localCrypto().stream()
                            .filter(ours -> ours.suite().equals(line.suite()))
                            .map(CryptoConfig::inlineKey)
                            .findFirst()
                            .orElseGet(() -> facts.newInlineKey(suite));
                    return Optional.of(CryptoConfig.of(line.tag(), line.suite(), key));
                }
            }
        }
        return Optional.empty();
    }

    private Optional<String> full(Section offered) {
        int max = config.transport().maxTransports();
        return book.size() < max
                ? Optional.empty()
                : Optional.of(
                        offered.label() + " is not bundled and needs one more transport, expected at most " + max);
    }
}
