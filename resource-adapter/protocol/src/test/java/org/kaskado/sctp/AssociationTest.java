package org.kaskado.sctp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kaskado.sctp.Script.TSN;
import static org.kaskado.sctp.Script.chunk;
import static org.kaskado.sctp.Script.data;

import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.kaskado.net.Drop;
import org.kaskado.net.Wire;
import org.kaskado.net.WireWriter;

class AssociationTest {
    private static final int WHOLE = 3;

    @Test
    void shouldTolerateWhatBrowsersOfferAndReportWhatItDoesNotKnow() { // RFC 9260 §3.2.1
        Script script = Script.fresh();
        // ECN, zero checksum, supported extensions with I-DATA, random, FORWARD-TSN, one to report, one to skip.
        byte[] parameters = HexFormat.of()
                .parseHex("80000004" + "8001000800000001" + "8008000882C040C2" + "80020006AABB0000" + "C0000004"
                        + "C0FE000611220000" + "80FE0004");
        byte[] initAck = script.init(Script.TAG, parameters);
        assertThat(HexFormat.of().formatHex(initAck)).contains("0008000ac0fe00061122");
        script.open(initAck);
        assertThat(script.establishments).isEqualTo(1);
        assertThat(script.all(ChunkType.COOKIE_ACK)).hasSize(1);
    }

    @Test
    void shouldStopAtAParameterThatSaysSo() {
        Script script = Script.fresh();
        byte[] initAck = script.init(Script.TAG, HexFormat.of().parseHex("3FFF0004" + "C0FE000411223344"));
        assertThat(HexFormat.of().formatHex(initAck)).doesNotContain("c0fe");
    }

    @Test
    void shouldRefuseInitWithoutStreams() { // RFC 9260 §3.3.2
        Script script = Script.fresh();
        byte[] init = new byte[16];
        Wire.put32(init, 0, 77);
        Wire.put32(init, 4, 100_000);
        assertThat(script.receive(0, chunk(ChunkType.INIT, 0, init))).isEqualTo(Drop.MALFORMED);
        assertThat(script.all(ChunkType.ABORT)).hasSize(1);
        assertThat(Wire.get32(script.sent.get(0), 4)).isEqualTo(77);
        assertThat(script.ended).isEmpty();
    }

    @Test
    void shouldIgnoreForgedCookiesAndNameStaleOnes() { // RFC 9260 §5.2.4
        Script script = Script.fresh();
        byte[] initAck = script.init(Script.TAG, new byte[0]);
        byte[] forged = initAck.clone();
        forged[InitBody.FIXED_BYTES + 20] ^= 1;
        assertThat(script.open(forged)).isEqualTo(Drop.BAD_AUTHENTICATION);
        script.nowNs += TimeUnit.SECONDS.toNanos(61);
        assertThat(script.open(initAck)).isEqualTo(Drop.TOO_OLD);
        assertThat(Wire.get16(script.last(ChunkType.ERROR), 0)).isEqualTo(AbortCause.STALE_COOKIE);
        assertThat(Wire.get32(script.sent.get(script.sent.size() - 1), 4)).isEqualTo(Script.TAG);
        assertThat(script.establishments).isZero();
        assertThat(script.open(script.init(Script.TAG, new byte[0]))).isEqualTo(Drop.NONE);
        assertThat(script.establishments).isEqualTo(1);
    }

    @Test
    void shouldAnswerARepeatedCookieWithoutBeginningAnew() {
        Script script = Script.fresh();
        byte[] initAck = script.init(Script.TAG, new byte[0]);
        script.open(initAck);
        script.nowNs += TimeUnit.SECONDS.toNanos(100); // late, but of the association that exists
        assertThat(script.open(initAck)).isEqualTo(Drop.NONE);
        assertThat(script.all(ChunkType.COOKIE_ACK)).hasSize(2);
        assertThat(script.establishments).isEqualTo(1);
    }

    @Test
    void shouldBeginAnewWhenThePeerRestarts() { // RFC 9260 §5.2.4.1
        Script script = Script.connected();
        script.receive(data(0, 1, 0, 0, 10)); // an end without a beginning is left behind
        long before = script.theirTag;
        byte[] initAck = script.init(99, new byte[0]);
        assertThat(script.open(initAck)).isEqualTo(Drop.NONE);
        assertThat(script.theirTag).isNotEqualTo(before);
        assertThat(script.restarts).isEqualTo(1);
        script.receive(data(0, WHOLE, 0, 0, 10));
        assertThat(script.messages).hasSize(1);
        assertThat(script.receive(before, data(1, WHOLE, 0, 1, 10))).isEqualTo(Drop.BAD_AUTHENTICATION);
    }

    @Test
    void shouldDropPacketsThatAreNotForIt() {
        Script script = Script.connected();
        assertThat(script.receive(script.theirTag + 1, data(0, WHOLE, 0, 0, 4))).isEqualTo(Drop.BAD_AUTHENTICATION);
        byte[] broken = Script.packet(script.theirTag, data(0, WHOLE, 0, 0, 4));
        broken[30] ^= 1;
        assertThat(script.association.onPacket(0, broken, 0, broken.length, script))
                .isEqualTo(Drop.BAD_AUTHENTICATION);
        byte[] otherPort = Script.packet(script.theirTag, data(0, WHOLE, 0, 0, 4));
        otherPort[0] ^= 1;
        assertThat(script.association.onPacket(0, otherPort, 0, otherPort.length, script))
                .isEqualTo(Drop.UNKNOWN_PEER);
        assertThat(script.association.onPacket(0, broken, 0, 11, script)).isEqualTo(Drop.MALFORMED);
        assertThat(script.messages).isEmpty();
    }

    @Test
    void shouldFollowTheHighBitsOfUnknownChunks() { // RFC 9260 §3.2
        Script script = Script.connected();
        byte[] nothing = new byte[0];
        script.receive(chunk(0x3F, 0, nothing), data(0, WHOLE, 0, 0, 4));
        assertThat(script.messages).isEmpty();
        assertThat(script.all(ChunkType.ERROR)).isEmpty();
        script.receive(chunk(0x7F, 0, nothing), data(0, WHOLE, 0, 0, 4));
        assertThat(script.messages).isEmpty();
        assertThat(script.all(ChunkType.ERROR)).hasSize(1);
        script.receive(chunk(0xBF, 0, nothing), data(0, WHOLE, 0, 0, 4));
        assertThat(script.messages).hasSize(1);
        assertThat(script.all(ChunkType.ERROR)).hasSize(1);
        script.receive(chunk(0xFF, 0, nothing), data(1, WHOLE, 0, 1, 4));
        assertThat(script.messages).hasSize(2);
        assertThat(script.last(ChunkType.ERROR)).containsExactly(0, 6, 0, 8, 0xFF, 0, 0, 4);
    }

    @Test
    void shouldReportGapsAndDuplicatesAtOnceAndTheRestLater() { // RFC 9260 §6.2
        Script script = Script.connected();
        script.receive(data(0, WHOLE, 0, 0, 4));
        assertThat(script.all(ChunkType.SACK)).isEmpty();
        assertThat(script.association.deadlineNs()).isEqualTo(script.nowNs + ReceiveSide.SACK_DELAY_NS);
        script.receive(data(2, WHOLE, 0, 2, 4), data(3, WHOLE, 0, 3, 4), data(5, WHOLE, 0, 5, 4));
        byte[] sack = script.last(ChunkType.SACK);
        assertThat(Wire.get32(sack, 0)).isEqualTo(TSN);
        assertThat(HexFormat.of().formatHex(sack, 8, sack.length)).isEqualTo("00020000" + "00020003" + "00050005");
        script.receive(data(3, WHOLE, 0, 3, 4));
        sack = script.last(ChunkType.SACK);
        assertThat(Wire.get16(sack, 10)).isEqualTo(1);
        assertThat(Wire.get32(sack, sack.length - 4)).isEqualTo(TSN + 3);
        script.receive(data(1, WHOLE, 0, 1, 4), data(4, WHOLE, 0, 4, 4));
        assertThat(script.messages).hasSize(6);
        assertThat(script.messages).extracting(m -> (int) m.data()[0]).isSorted();
    }

    @Test
    void shouldReadStreamsOverTheWrapOfTsns() {
        Script script = Script.connected();
        for (int i = 0; i < 100; i++) {
            script.receive(data(i, WHOLE, 7, i, 4));
        }
        assertThat(script.messages).hasSize(100);
        assertThat(Wire.get32(script.last(ChunkType.SACK), 0)).isEqualTo((TSN + 99) & 0xFFFF_FFFFL);
    }

    @Test
    void shouldJoinFragmentsInAnyOrder() {
        Script script = Script.connected();
        int[] order = {3, 1, 4, 0, 2};
        for (int i : order) {
            int flags = (i == 0 ? 2 : 0) | (i == 4 ? 1 : 0);
            script.receive(data(i, flags, 2, 0, 3));
        }
        assertThat(script.messages).hasSize(1);
        assertThat(script.messages.get(0).data()).containsExactly(0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4);
        assertThat(Wire.get32(script.last(ChunkType.SACK), 4)).isEqualTo(1024 * 1024);
    }

    @Test
    void shouldDropTsnsFarOutOfTheWindowAndSurviveHugeGapBlocks() {
        Script script = Script.connected();
        script.receive(data(0x4000_0000, WHOLE, 0, 0, 4));
        script.receive(data(20_000, WHOLE, 0, 0, 4));
        assertThat(Wire.get16(script.last(ChunkType.SACK), 8)).isZero();
        script.association.trySend(script.nowNs, new SctpMessage(0, 53, new byte[5_000]), Reliability.RELIABLE, script);
        long acked = script.theirTsn - 1;
        script.receive(script.sack(acked, 100_000, 0, 0xFFFF, 1, 0xFFFF, 0xFFFF, 1, 5, 2));
        assertThat(script.ended).isEmpty();
        script.receive(script.sack(acked + 1000, 100_000));
        assertThat(script.ended).startsWith("PROTOCOL_VIOLATION: SACK of a TSN");
        assertThat(script.all(ChunkType.ABORT)).hasSize(1);
    }

    @Test
    void shouldReportStreamsThatDoNotExist() { // RFC 9260 §6.5
        Script script = Script.connected();
        script.receive(data(0, WHOLE, 100, 0, 4));
        assertThat(script.last(ChunkType.ERROR)).containsExactly(0, 1, 0, 8, 0, 100, 0, 0);
        assertThat(script.messages).isEmpty();
    }

    @Test
    void shouldAbortOnAMessageOverTheAnnouncedSize() {
        Script script = new Script(SctpConfig.webRtc().withMessageBytes(2048, 0), 5);
        script.open(script.init(Script.TAG, new byte[0]));
        script.receive(data(0, 2, 0, 0, 1000), data(1, 0, 0, 0, 1000), data(2, 0, 0, 0, 1000));
        assertThat(script.ended).isEqualTo("PROTOCOL_VIOLATION: a message has more than 2048 bytes");
    }

    @Test
    void shouldBoundWhatWaitsForAMissingMessage() {
        Script script = Script.connected();
        int packets = 0;
        for (int i = 0; script.ended.isEmpty(); i++, packets++) {
            script.receive(data(i, WHOLE, 0, 1 + i, 1000)); // number 0 never comes
        }
        assertThat(packets).isBetween(1000, 1400); // 1 MiB and one message
        assertThat(Wire.get32(script.last(ChunkType.SACK), 4)).isZero();
    }

    @Test
    void shouldSendAgainAfterThreeReportsOfAMissingChunk() { // RFC 9260 §7.2.4
        Script script = Script.connected();
        long first = script.theirTsn;
        for (int i = 0; i < 4; i++) {
            script.association.trySend(
                    script.nowNs, new SctpMessage(0, 53, new byte[1000]), Reliability.RELIABLE, script);
        }
        assertThat(script.all(ChunkType.DATA)).hasSize(4);
        script.receive(script.sack(first - 1, 100_000, 2, 2));
        script.receive(script.sack(first - 1, 100_000, 2, 3));
        assertThat(script.all(ChunkType.DATA)).hasSize(4);
        script.receive(script.sack(first - 1, 100_000, 2, 4));
        assertThat(script.all(ChunkType.DATA)).hasSize(5);
        assertThat(Wire.get32(script.last(ChunkType.DATA), 0)).isEqualTo(first);
    }

    @Test
    void shouldProbeAShutWindowAndGoOnWhenItOpens() { // RFC 9260 §6.1 A
        Script script = Script.connected();
        long first = script.theirTsn;
        SctpMessage message = new SctpMessage(0, 53, new byte[1000]);
        script.association.trySend(script.nowNs, message, Reliability.RELIABLE, script);
        script.receive(script.sack(first, 0));
        script.association.trySend(script.nowNs, message, Reliability.RELIABLE, script);
        script.association.trySend(script.nowNs, message, Reliability.RELIABLE, script);
        assertThat(script.all(ChunkType.DATA)).hasSize(2);
        for (int i = 0; i < 30; i++) {
            script.nowNs = script.association.deadlineNs();
            script.association.onTime(script.nowNs, script);
            script.receive(script.sack(first, 0));
        }
        assertThat(script.ended).isEmpty();
        script.receive(script.sack(first + 1, 100_000));
        assertThat(Wire.get32(script.last(ChunkType.DATA), 0)).isEqualTo((first + 2) & 0xFFFF_FFFFL);
    }

    @Test
    void shouldAnswerHeartbeatsWithTheirInformation() {
        Script script = Script.connected();
        script.receive(chunk(ChunkType.HEARTBEAT, 0, new byte[] {0, 1, 0, 7, 1, 2, 3}));
        assertThat(script.last(ChunkType.HEARTBEAT_ACK)).containsExactly(0, 1, 0, 7, 1, 2, 3);
    }

    @Test
    void shouldSkipWhatThePeerGaveUp() { // RFC 3758 §3.6
        Script script = Script.connected();
        script.receive(data(1, 0, 4, 0, 10)); // middle of a message that will be given up
        script.receive(data(3, WHOLE, 4, 1, 10));
        assertThat(script.messages).isEmpty();
        byte[] forward = new WireWriter(100).put32(TSN + 2).put16(4).put16(0).toByteArray();
        script.receive(chunk(ChunkType.FORWARD_TSN, 0, forward));
        assertThat(script.messages).hasSize(1);
        byte[] sack = script.last(ChunkType.SACK);
        assertThat(Wire.get32(sack, 0)).isEqualTo(TSN + 3);
        assertThat(Wire.get32(sack, 4)).isEqualTo(1024 * 1024);
    }

    @Test
    void shouldResetAStreamWhenAllBeforeHasArrived() { // RFC 6525 §5.2.2
        Script script = Script.connected();
        script.receive(data(0, WHOLE, 4, 0, 10));
        script.receive(resetRequest(TSN, TSN + 1, 4));
        assertThat(script.incomingResets).isEmpty();
        assertThat(Wire.getInt(script.last(ChunkType.RE_CONFIG), 8)).isEqualTo(6);
        script.receive(data(1, WHOLE, 4, 1, 10));
        assertThat(script.incomingResets).containsExactly(4);
        assertThat(Wire.getInt(script.last(ChunkType.RE_CONFIG), 8)).isEqualTo(1);
        script.receive(resetRequest(TSN, TSN + 1, 4)); // repeated: the same answer, done once
        assertThat(script.incomingResets).containsExactly(4);
        assertThat(Wire.getInt(script.last(ChunkType.RE_CONFIG), 8)).isEqualTo(1);
        script.receive(data(2, WHOLE, 4, 0, 10));
        assertThat(script.messages).hasSize(3);
        script.receive(resetRequest(TSN + 7, TSN + 2, 4));
        assertThat(Wire.getInt(script.last(ChunkType.RE_CONFIG), 8)).isEqualTo(5);
    }

    @Test
    void shouldAskAgainUnderANewNumberWhenAResetIsInProgress() { // RFC 6525 §5.2.7
        Script script = Script.fresh();
        script.open(script.init(Script.TAG, HexFormat.of().parseHex("8008000682C00000")));
        script.association.resetStream(script.nowNs, 3, script);
        byte[] request = script.last(ChunkType.RE_CONFIG);
        long number = Wire.get32(request, 4);
        assertThat(number).isEqualTo(script.theirTsn);
        assertThat(Wire.get32(request, 12)).isEqualTo((script.theirTsn - 1) & 0xFFFF_FFFFL);
        assertThat(Wire.get16(request, 16)).isEqualTo(3);
        script.receive(response(number, 6));
        script.nowNs = script.association.deadlineNs();
        script.association.onTime(script.nowNs, script);
        assertThat(Wire.get32(script.last(ChunkType.RE_CONFIG), 4)).isEqualTo((number + 1) & 0xFFFF_FFFFL);
        script.receive(response(number + 1, 1));
        assertThat(script.outgoingResets).containsExactly(3);
    }

    @Test
    void shouldNotEchoTagsOfOthersInShutdown() { // RFC 9260 §8.5.1
        Script script = Script.connected();
        assertThat(script.receive(4711, chunk(ChunkType.ABORT, 0, new byte[0]))).isEqualTo(Drop.BAD_AUTHENTICATION);
        assertThat(script.receive(4711, chunk(ChunkType.ABORT, 1, new byte[0]))).isEqualTo(Drop.BAD_AUTHENTICATION);
        assertThat(script.ended).isEmpty();
        assertThat(script.receive(Script.TAG, chunk(ChunkType.ABORT, 1, new byte[0])))
                .isEqualTo(Drop.NONE);
        assertThat(script.ended).isEqualTo("ABORTED_BY_PEER: without a cause");
        assertThat(script.receive(data(0, WHOLE, 0, 0, 1))).isEqualTo(Drop.NOT_WANTED);
    }

    private static byte[] resetRequest(long number, long lastTsn, int stream) {
        byte[] request = new WireWriter(100)
                .put16(13)
                .put16(18)
                .put32(number)
                .put32(0)
                .put32(lastTsn)
                .put16(stream)
                .toByteArray();
        return chunk(ChunkType.RE_CONFIG, 0, request);
    }

    private static byte[] response(long number, int result) {
        byte[] response = new WireWriter(100)
                .put16(16)
                .put16(12)
                .put32(number)
                .put32(result)
                .toByteArray();
        return chunk(ChunkType.RE_CONFIG, 0, response);
    }
}
