package org.kaskado.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kaskado.net.Drop;
import org.kaskado.net.PacketBuffer;
import org.kaskado.rtp.RtpHeader;
import org.kaskado.srtp.SrtpSender;
import org.kaskado.srtp.SrtpSuite;

class PlainTransportTest {
    private static final int TYPE = 96;
    private static final InetAddress LOCAL = ip(127, 0, 0, 1);
    private static final InetSocketAddress ANNOUNCED = new InetSocketAddress(ip(192, 0, 2, 1), 5000);
    private static final InetSocketAddress SEEN = new InetSocketAddress(ip(192, 0, 2, 7), 6000);
    private static final InetSocketAddress STRANGER = new InetSocketAddress(ip(198, 51, 100, 9), 6000);
    private static final CryptoConfig THEIR_KEY = key(1);
    private static final CryptoConfig OUR_KEY = key(2);

    private final Recorder out = new Recorder();
    private final Map<CryptoConfig, SrtpSender> senders = new HashMap<>();
    private PlainTransport transport;

    /** What the transport wanted. */
    private static final class Recorder implements PlainOutput {
        private final List<InetSocketAddress> sentTo = new ArrayList<>();
        private final List<Boolean> sentRtcp = new ArrayList<>();
        private byte[] sent = {};
        private int rtp;
        private int rtcp;

        @Override
        public void transmit(boolean isRtcp, InetSocketAddress to, byte[] data, int offset, int length) {
            sentTo.add(to);
            sentRtcp.add(isRtcp);
            sent = Arrays.copyOfRange(data, offset, offset + length);
        }

        @Override
        public void rtp(long nowNs, PacketBuffer packet) {
            rtp++;
        }

        @Override
        public void rtcp(long nowNs, PacketBuffer packet) {
            rtcp++;
        }

        @Override
        public void latched(InetSocketAddress remote) {
            sentTo.clear();
        }
    }

    @BeforeEach
    void open() {
        transport = new PlainTransport(LOCAL, new byte[2200]);
        configure(null, null, false);
    }

    private static InetAddress ip(int... parts) {
        byte[] bytes = new byte[parts.length];
        for (int i = 0; i < parts.length; i++) {
            bytes[i] = (byte) parts[i];
        }
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static CryptoConfig key(int seed) {
        byte[] bytes = new byte[30];
        new Random(seed).nextBytes(bytes);
        return CryptoConfig.of(1, "AES_CM_128_HMAC_SHA1_80", Base64.getEncoder().encodeToString(bytes));
    }

    private static PlainConfig config(InetAddress remote, @Nullable CryptoConfig ours, @Nullable CryptoConfig theirs) {
        return new PlainConfig(
                new RtpAddress(LOCAL, 20_000, 20_001), new RtpAddress(remote, 5000, 5001), ours, theirs, true);
    }

    private String configure(@Nullable CryptoConfig ours, @Nullable CryptoConfig theirs, boolean isMuxed) {
        return transport.configure(config(ANNOUNCED.getAddress(), ours, theirs), isMuxed, type -> type == TYPE);
    }

    private static byte[] rtp(int type, int sequence) {
        byte[] packet = new byte[RtpHeader.FIXED_BYTES + 20];
        RtpHeader.begin(packet, 0);
        RtpHeader.setPayloadType(packet, 0, type);
        RtpHeader.setSequenceNumber(packet, 0, sequence);
        RtpHeader.setSsrc(packet, 0, 77);
        return packet;
    }

    private static byte[] report() {
        return new byte[] {(byte) 0x80, (byte) 201, 0, 1, 0, 0, 0, 77};
    }

    private byte[] protectedBy(CryptoConfig key, byte[] packet) {
        SrtpSender sender = senders.computeIfAbsent(
                key,
                unused -> new SrtpSender(
                        SrtpSuite.AES_128_CM_HMAC_SHA1_80,
                        Arrays.copyOf(key.keyAndSalt(), 16),
                        Arrays.copyOfRange(key.keyAndSalt(), 16, 30)));
        byte[] into = new byte[packet.length + 20];
        return Arrays.copyOf(into, sender.protect(packet, 0, packet.length, into, 0));
    }

    private void come(InetSocketAddress from, byte[] bytes) {
        transport.onDatagram(0, false, from, PacketBuffer.of(bytes.clone()), out);
    }

    private void comeToRtcpPort(InetSocketAddress from, byte[] bytes) {
        transport.onDatagram(0, true, from, PacketBuffer.of(bytes.clone()), out);
    }

    private void send() {
        byte[] packet = rtp(TYPE, 1);
        transport.sendRtp(packet, 0, packet.length, out);
    }

    @Test
    void shouldSendToTheDescriptionUntilPacketsComeAndThenToTheirSenderForGood() {
        send();
        assertThat(out.sentTo).containsExactly(ANNOUNCED);

        come(SEEN, rtp(TYPE, 1));
        come(STRANGER, rtp(TYPE, 2));
        send();

        assertThat(out.rtp).isEqualTo(1);
        assertThat(out.sentTo).containsExactly(SEEN);
        assertThat(transport.drops().of(Drop.UNKNOWN_PEER)).isEqualTo(1);
    }

    @Test
    void shouldNotLatchOnGarbageOrPayloadTypesThatNobodyAgreedOn() {
        come(STRANGER, new byte[] {1, 2, 3});
        come(STRANGER, rtp(33, 1));
        assertThat(transport.isLatched()).isFalse();

        come(SEEN, rtp(TYPE, 1));

        assertThat(transport.remote()).isEqualTo(SEEN);
        assertThat(transport.drops().of(Drop.UNKNOWN_PAYLOAD_TYPE)).isEqualTo(1);
    }

    @Test
    void shouldNeverLeaveTheAddressFamily() {
        InetAddress six = ip(0x20, 1, 0xd, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1);

        come(new InetSocketAddress(six, 6000), rtp(TYPE, 1));
        assertThat(out.rtp).isZero();
        assertThat(transport.remote()).isEqualTo(ANNOUNCED);

        String wrong = transport.configure(config(six, null, null), false, type -> true);
        assertThat(wrong).contains("2001:db8").contains("useIpv6");
        assertThat(transport.canSend()).isFalse();
    }

    @Test
    void shouldBeginAnewWhenThePeerAnnouncesAnotherAddress() {
        come(SEEN, rtp(TYPE, 1));
        configure(null, null, false);
        assertThat(transport.isLatched())
                .as("the same description changes nothing")
                .isTrue();

        transport.configure(config(STRANGER.getAddress(), null, null), false, type -> true);

        assertThat(transport.isLatched()).isFalse();
        assertThat(transport.remote()).isEqualTo(new InetSocketAddress(STRANGER.getAddress(), 5000));
    }

    @Test
    void shouldTakeReportsOnTheirPortFromTheHostOfTheMediaOnly() {
        come(SEEN, rtp(TYPE, 1));
        comeToRtcpPort(STRANGER, report());
        comeToRtcpPort(new InetSocketAddress(SEEN.getAddress(), 6001), report());

        assertThat(out.rtcp).isEqualTo(1);
        transport.sendRtcp(report(), 0, 8, out);
        assertThat(out.sentTo).containsExactly(new InetSocketAddress(SEEN.getAddress(), 6001));
        assertThat(out.sentRtcp).containsExactly(true);
    }

    @Test
    void shouldCarryReportsOnThePortOfTheMediaWhenMuxed() {
        configure(null, null, true);
        come(SEEN, rtp(TYPE, 1));
        come(SEEN, report());
        transport.sendRtcp(report(), 0, 8, out);

        assertThat(out.rtcp).isEqualTo(1);
        assertThat(out.sentTo).containsExactly(SEEN);
        assertThat(out.sentRtcp).containsExactly(false);
    }

    @Test
    void shouldTakeOnlyWhatTheAgreedKeyProtects() {
        configure(OUR_KEY, THEIR_KEY, false);
        come(STRANGER, rtp(TYPE, 1));
        come(STRANGER, protectedBy(key(3), rtp(TYPE, 2)));
        assertThat(transport.isLatched()).as("only the key's owner is the peer").isFalse();

        come(SEEN, protectedBy(THEIR_KEY, rtp(TYPE, 3)));

        assertThat(out.rtp).isEqualTo(1);
        assertThat(transport.remote()).isEqualTo(SEEN);
        assertThat(transport.drops().of(Drop.BAD_AUTHENTICATION)).isEqualTo(2);
    }

    @Test
    void shouldProtectWhatItSends() {
        configure(OUR_KEY, THEIR_KEY, false);
        send();

        assertThat(out.sent).hasSize(rtp(TYPE, 1).length + SrtpSuite.AES_128_CM_HMAC_SHA1_80.rtpOverheadBytes());
    }

    @Test
    void shouldSendNothingAndSayWhyWhenAKeyCannotBeUsed() {
        CryptoConfig withMki = new CryptoConfig(1, THEIR_KEY.suite(), THEIR_KEY.inlineKey(), 0, 1, 4);

        assertThat(configure(withMki, withMki, false)).contains("MKI");
        assertThat(transport.canSend()).isFalse();
        come(SEEN, rtp(TYPE, 1));
        assertThat(transport.drops().of(Drop.NOT_KEYED)).isEqualTo(1);
    }

    @Test
    void shouldSurviveAnyBytes() {
        configure(OUR_KEY, THEIR_KEY, true);
        Random random = new Random(7);
        assertThatCode(() -> {
                    for (int i = 0; i < 20_000; i++) {
                        transport.onDatagram(0, random.nextBoolean(), STRANGER, PacketBuffer.of(any(random, i)), out);
                    }
                })
                .doesNotThrowAnyException();
    }

    private byte[] any(Random random, int number) {
        byte[] bytes =
                number % 2 == 0 ? new byte[random.nextInt(60)] : protectedBy(THEIR_KEY, rtp(TYPE, number & 0xFFFF));
        int changes = bytes.length == 0 ? 0 : random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        return bytes;
    }
}
