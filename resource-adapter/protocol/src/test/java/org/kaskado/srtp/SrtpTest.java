package org.kaskado.srtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kaskado.net.Drop;
import org.kaskado.net.PacketBuffer;
import org.kaskado.net.Wire;

final class SrtpTest {
    private static final int SSRC = 0x1234_5678;

    private static SrtpSender sender(SrtpSuite suite) {
        return new SrtpSender(suite, TestKeys.key(suite), TestKeys.salt(suite));
    }

    private static SrtpReceiver receiver(SrtpSuite suite) {
        return new SrtpReceiver(suite, TestKeys.key(suite), TestKeys.salt(suite));
    }

    private static byte[] protect(SrtpSender sender, byte[] packet) {
        byte[] out = new byte[packet.length + 16];
        return Arrays.copyOf(out, sender.protect(packet, 0, packet.length, out, 0));
    }

    private static byte[] protectRtcp(SrtpSender sender, byte[] packet) {
        byte[] out = new byte[packet.length + 20];
        return Arrays.copyOf(out, sender.protectRtcp(packet, 0, packet.length, out, 0));
    }

    private static Drop unprotect(SrtpReceiver receiver, byte[] packet) {
        return receiver.unprotect(PacketBuffer.of(packet.clone()));
    }

    @ParameterizedTest
    @EnumSource(SrtpSuite.class)
    void shouldGiveBackWhatWasProtectedWithAnyHeader(SrtpSuite suite) {
        Random random = new Random(7);
        SrtpSender sender = sender(suite);
        SrtpReceiver receiver = receiver(suite);
        for (int sequence = 0; sequence < 2_000; sequence++) {
            byte[] packet = TestKeys.packet(random, SSRC + sequence % 7, sequence);
            byte[] sealed = protect(sender, packet);
            assertThat(sealed).hasSize(packet.length + suite.rtpOverheadBytes());
            PacketBuffer buffer = TestKeys.inTheMiddle(sealed);
            assertThat(receiver.unprotect(buffer)).isEqualTo(Drop.NONE);
            assertThat(buffer.toByteArray()).isEqualTo(packet);
        }
    }

    @ParameterizedTest
    @EnumSource(SrtpSuite.class)
    void shouldGiveBackRtcp(SrtpSuite suite) {
        SrtpSender sender = sender(suite);
        SrtpReceiver receiver = receiver(suite);
        for (int words = 2; words < 100; words++) {
            byte[] packet = TestKeys.rtcp(words);
            byte[] sealed = protectRtcp(sender, packet);
            assertThat(sealed).hasSize(packet.length + suite.rtcpOverheadBytes());
            PacketBuffer buffer = TestKeys.inTheMiddle(sealed);
            assertThat(receiver.unprotectRtcp(buffer)).isEqualTo(Drop.NONE);
            assertThat(buffer.toByteArray()).isEqualTo(packet);
            assertThat(receiver.lastIndex()).isEqualTo(words - 2);
        }
    }

    @ParameterizedTest
    @EnumSource(SrtpSuite.class)
    void shouldProtectInPlaceToTheSameBytes(SrtpSuite suite) {
        byte[] packet = TestKeys.packet(new Random(3), SSRC, 9);
        byte[] expected = protect(sender(suite), packet);
        byte[] inPlace = new byte[packet.length + 40];
        System.arraycopy(packet, 0, inPlace, 10, packet.length);

        int length = sender(suite).protect(inPlace, 10, packet.length, inPlace, 10);

        assertThat(Arrays.copyOfRange(inPlace, 10, 10 + length)).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource(SrtpSuite.class)
    void shouldFollowTheSequenceNumberOverItsEnd(SrtpSuite suite) {
        SrtpSender sender = sender(suite);
        SrtpReceiver receiver = receiver(suite);
        for (int i = 0; i < 200_000; i += 997) {
            byte[] packet = TestKeys.plain(SSRC, i & 0xFFFF, 20);
            assertThat(unprotect(receiver, protect(sender, packet))).isEqualTo(Drop.NONE);
            assertThat(receiver.lastIndex()).isEqualTo(i);
        }
    }

    @ParameterizedTest
    @EnumSource(SrtpSuite.class)
    void shouldGiveIdenticalBytesWhenAPacketIsSentAgain(SrtpSuite suite) {
        SrtpSender sender = sender(suite);
        byte[] before = TestKeys.plain(SSRC, 65_535, 40);
        byte[] after = TestKeys.plain(SSRC, 0, 40);
        byte[] first = protect(sender, before);
        byte[] twice = protect(sender, before);
        protect(sender, after);
        byte[] late = protect(sender, before);
        byte[] next = protect(sender, TestKeys.plain(SSRC, 1, 40));

        assertThat(twice).isEqualTo(first);
        assertThat(late).as("the older packet does not move the ROC").isEqualTo(first);
        SrtpReceiver receiver = receiver(suite);
        assertThat(unprotect(receiver, first)).isEqualTo(Drop.NONE);
        assertThat(unprotect(receiver, next)).isEqualTo(Drop.NONE);
        assertThat(receiver.lastIndex()).isEqualTo(65_537);
    }

    @ParameterizedTest
    @EnumSource(SrtpSuite.class)
    void shouldTakeTheIndexThatTheCallerKnows(SrtpSuite suite) {
        SrtpSender known = sender(suite);
        SrtpSender derived = sender(suite);
        byte[] out = new byte[100];
        for (long index : new long[] {10, 30_000, 60_000, 65_536, 65_535, 90_000, 120_000, 131_072, 131_000}) {
            byte[] packet = TestKeys.plain(SSRC, (int) index & 0xFFFF, 30);
            int length = known.protectAt(packet, 0, packet.length, index, out);
            assertThat(Arrays.copyOf(out, length)).isEqualTo(protect(derived, packet));
        }
        byte[] packet = TestKeys.plain(SSRC, 5, 30);
        assertThat(known.protectAt(packet, 0, packet.length, 6, out)).isEqualTo(SrtpSender.REFUSED);
        assertThat(known.refusal()).isEqualTo(Drop.MALFORMED);
        assertThat(known.protectAt(packet, 0, packet.length, (1L << 48) + 5, out))
                .isEqualTo(SrtpSender.REFUSED);
        assertThat(known.refusal()).isEqualTo(Drop.KEY_EXHAUSTED);
    }

    @ParameterizedTest
    @EnumSource(SrtpSuite.class)
    void shouldDropWhatWasReceivedBeforeOrIsTooOld(SrtpSuite suite) {
        SrtpSender sender = sender(suite);
        SrtpReceiver receiver = receiver(suite);
        byte[][] packets = new byte[3_000][];
        for (int i = 0; i < packets.length; i++) {
            packets[i] = protect(sender, TestKeys.plain(SSRC, i, 10));
        }
        assertThat(unprotect(receiver, packets[0])).isEqualTo(Drop.NONE);
        assertThat(unprotect(receiver, packets[0])).isEqualTo(Drop.REPLAYED);
        assertThat(unprotect(receiver, packets[2_000])).isEqualTo(Drop.NONE);
        assertThat(unprotect(receiver, packets[2_000 - ReplayWindows.WINDOW + 1]))
                .isEqualTo(Drop.NONE);
        assertThat(unprotect(receiver, packets[2_000 - ReplayWindows.WINDOW + 1]))
                .isEqualTo(Drop.REPLAYED);
        assertThat(unprotect(receiver, packets[2_000 - ReplayWindows.WINDOW])).isEqualTo(Drop.TOO_OLD);
        assertThat(unprotect(receiver, packets[0])).isEqualTo(Drop.TOO_OLD);
        assertThat(unprotect(receiver, packets[2_010])).isEqualTo(Drop.NONE);
        assertThat(unprotect(receiver, packets[2_005])).isEqualTo(Drop.NONE);
        assertThat(unprotect(receiver, packets[2_005])).isEqualTo(Drop.REPLAYED);
    }

    @Test
    void shouldAcceptEachPacketOnceInAnyOrderWithinTheWindow() {
        Random random = new Random(11);
        ReplayWindows windows = new ReplayWindows(4);
        windows.first(SSRC, 70_000);
        int number = windows.find(SSRC);
        boolean[] seen = new boolean[200_000];
        seen[70_000] = true;
        long highest = 70_000;
        for (int i = 0; i < 100_000; i++) {
            long index = highest - 1_100 + random.nextInt(1_150 + (i % 500 == 0 ? 2_000 : 0));
            if (index >= seen.length) {
                break;
            }
            Drop expected = highest - index >= ReplayWindows.WINDOW
                    ? Drop.TOO_OLD
                    : seen[(int) index] ? Drop.REPLAYED : Drop.NONE;
            assertThat(windows.check(number, index)).isEqualTo(expected);
            if (expected == Drop.NONE) {
                windows.received(number, index);
                seen[(int) index] = true;
                highest = Math.max(highest, index);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(SrtpSuite.class)
    void shouldDropWhatWasChangedAnywhereAndKeepNoStateOfIt(SrtpSuite suite) {
        SrtpReceiver receiver = receiver(suite);
        byte[] sealed = protect(sender(suite), TestKeys.plain(SSRC, 100, 30));
        for (int i = 1; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 0x20;
            assertThat(unprotect(receiver, changed)).as("byte %s", i).isEqualTo(Drop.BAD_AUTHENTICATION);
        }
        assertThat(unprotect(receiver, sealed)).isEqualTo(Drop.NONE);
        byte[] rtcp = protectRtcp(sender(suite), TestKeys.rtcp(10));
        for (int i = 1; i < rtcp.length; i++) {
            byte[] changed = rtcp.clone();
            changed[i] ^= 0x20;
            assertThat(receiver.unprotectRtcp(PacketBuffer.of(changed)))
                    .as("byte %s", i)
                    .isEqualTo(Drop.BAD_AUTHENTICATION);
        }
        assertThat(receiver.unprotectRtcp(PacketBuffer.of(rtcp.clone()))).isEqualTo(Drop.NONE);
        assertThat(receiver.unprotectRtcp(PacketBuffer.of(rtcp.clone()))).isEqualTo(Drop.REPLAYED);
    }

    @ParameterizedTest
    @EnumSource(SrtpSuite.class)
    void shouldTakeOnlyTheKeysOfTheirSender(SrtpSuite suite) {
        byte[] salt = TestKeys.salt(suite);
        salt[3]++;
        SrtpReceiver other = new SrtpReceiver(suite, TestKeys.key(suite), salt);

        assertThat(unprotect(other, protect(sender(suite), TestKeys.plain(SSRC, 1, 9))))
                .isEqualTo(Drop.BAD_AUTHENTICATION);
    }

    @Test
    void shouldCapTheSsrcsOfBothDirections() {
        SrtpSuite suite = SrtpSuite.AEAD_AES_128_GCM;
        SrtpSender sender = sender(suite);
        SrtpReceiver receiver = new SrtpReceiver(suite, TestKeys.key(suite), TestKeys.salt(suite), 20);
        for (int ssrc = 0; ssrc < 20; ssrc++) {
            assertThat(unprotect(receiver, protect(sender, TestKeys.plain(ssrc * 0x0100_0000, 1, 9))))
                    .isEqualTo(Drop.NONE);
        }
        assertThat(unprotect(receiver, protect(sender, TestKeys.plain(99, 1, 9))))
                .isEqualTo(Drop.TOO_MANY_SSRC);
        assertThat(unprotect(receiver, protect(sender, TestKeys.plain(0x0100_0000, 2, 9))))
                .isEqualTo(Drop.NONE);

        SrtpSender narrow = new SrtpSender(suite, TestKeys.key(suite), TestKeys.salt(suite), 1);
        protect(narrow, TestKeys.plain(1, 1, 9));
        byte[] second = TestKeys.plain(2, 1, 9);
        assertThat(narrow.protect(second, 0, second.length, new byte[100], 0)).isEqualTo(SrtpSender.REFUSED);
        assertThat(narrow.refusal()).isEqualTo(Drop.TOO_MANY_SSRC);
        byte[] rtcp = TestKeys.rtcp(4);
        assertThat(narrow.protectRtcp(rtcp, 0, rtcp.length, new byte[100], 0)).isEqualTo(SrtpSender.REFUSED);
    }

    @ParameterizedTest
    @EnumSource(
            value = SrtpSuite.class,
            names = {"AES_128_CM_HMAC_SHA1_80", "AEAD_AES_128_GCM"})
    void shouldTakeRtcpThatIsOnlyAuthenticated(SrtpSuite suite) throws Exception {
        byte[] plain = TestKeys.rtcp(6);
        KeyDerivation keys = new KeyDerivation(TestKeys.key(suite), TestKeys.salt(suite));
        SrtpPacket job = new SrtpPacket();
        byte[] out = new byte[100];
        job.from(plain, 0);
        job.to(out, 0);
        job.isRtcp = true;
        job.ssrc = Wire.getInt(plain, 4);
        job.index = 3;
        job.trailer = 3;
        job.headerBytes = plain.length;
        int length = PacketCipher.of(suite, keys, true).seal(job);
        PacketBuffer buffer = PacketBuffer.of(Arrays.copyOf(out, length));

        assertThat(receiver(suite).unprotectRtcp(buffer)).isEqualTo(Drop.NONE);
        assertThat(buffer.toByteArray()).isEqualTo(plain);
    }

    @Test
    void shouldRefuseKeysOfTheWrongLength() {
        assertThatThrownBy(() -> new SrtpSender(SrtpSuite.AEAD_AES_128_GCM, new byte[16], new byte[14]))
                .hasMessage("AEAD_AES_128_GCM takes a key of 16 and a salt of 12 bytes, not 16 and 14");
    }

    @Test
    void shouldUseTheJdksOwnCiphers() {
        assertThat(JdkCiphers.gcm().getProvider().getName()).isEqualTo("SunJCE");
        assertThat(JdkCiphers.counter().getProvider().getName()).isEqualTo("SunJCE");
        assertThat(JdkCiphers.hmacSha1().getProvider().getName()).isEqualTo("SunJCE");
    }

    @Test
    void shouldKnowSuitesByCodeAndName() {
        for (SrtpSuite suite : SrtpSuite.values()) {
            assertThat(SrtpSuite.ofCode(suite.code())).isEqualTo(suite);
            assertThat(SrtpSuite.ofSdesName(suite.sdesName())).isEqualTo(suite);
        }
        assertThat(SrtpSuite.AES_128_CM_HMAC_SHA1_80.statsName()).isEqualTo("SRTP_AES_CM_128_HMAC_SHA1_80");
        assertThatThrownBy(() -> SrtpSuite.ofCode(9)).hasMessageContaining("0x0009");
    }
}
