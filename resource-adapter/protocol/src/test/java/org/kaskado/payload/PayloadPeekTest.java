package org.kaskado.payload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PayloadPeekTest {
    private final PayloadFacts facts = new PayloadFacts();

    @Test
    void shouldReadAllFieldsOfAVp8Descriptor() {
        // X S; I L T K; picture id 0x1234; TL0PICIDX 0x56; TID 2, Y, KEYIDX 5; a key frame begins
        assertThat(peek(PayloadCodec.VP8, "90f0923456a5" + "10")).isTrue();
        assertThat(facts.startsKeyFrame()).isTrue();
        assertThat(facts.pictureId()).isEqualTo(0x1234);
        assertThat(facts.pictureIdBits()).isEqualTo(15);
        assertThat(facts.tl0PicIdx()).isEqualTo(0x56);
        assertThat(facts.temporalLayer()).isEqualTo(2);
        assertThat(facts.isSwitchingUpPoint()).isTrue();
        assertThat(facts.headerBytes()).isEqualTo(6);
    }

    /** RFC 7741 §4.6: its examples. */
    @ParameterizedTest
    @CsvSource({
        "1000, true, -1", // simplest key frame: S, no extension
        "908011" + "00, true, 17", // with a 7-bit picture id
        "9080811100, true, 273", // with a 15-bit picture id
        "0000, false, -1", // the frame goes on
        "9080811101, false, 273", // first packet of an inter frame
    })
    void shouldReadVp8KeyFrames(String hex, boolean isKeyFrame, int pictureId) {
        assertThat(peek(PayloadCodec.VP8, hex)).isTrue();
        assertThat(facts.startsKeyFrame()).isEqualTo(isKeyFrame);
        assertThat(facts.pictureId()).isEqualTo(pictureId);
    }

    @Test
    void shouldReadAllFieldsOfAVp9Descriptor() {
        // I L B E V; picture id 0x0042 in 15 bits; TID 1 U SID 2 D; TL0PICIDX 9; N_S 0, Y; 320x180
        assertThat(peek(PayloadCodec.VP9, "ae" + "8042" + "35" + "09" + "10" + "014000b4" + "ff"))
                .isTrue();
        assertThat(facts.pictureId()).isEqualTo(0x42);
        assertThat(facts.temporalLayer()).isEqualTo(1);
        assertThat(facts.isSwitchingUpPoint()).isTrue();
        assertThat(facts.spatialLayer()).isEqualTo(2);
        assertThat(facts.tl0PicIdx()).isEqualTo(9);
        assertThat(facts.startsFrame()).isTrue();
        assertThat(facts.endsFrame()).isTrue();
        assertThat(facts.isInterPicturePredicted()).isFalse();
        assertThat(facts.startsKeyFrame()).isFalse();
        assertThat(facts.headerBytes()).isEqualTo(10);
    }

    @ParameterizedTest
    @CsvSource({
        "VP9, 8805ff, true", // I B: a picture without references
        "VP9, c805ff, false", // P
        "VP9, 8005ff, false", // not the first packet
        "H264, 6742c01f, true", // SPS
        "H264, 6588, true", // IDR slice from macroblock 0
        "H264, 6548, false", // IDR slice of another macroblock
        "H264, 4188, false",
        "H264, 1800046742c01f000268ce, true", // STAP-A with SPS and PPS
        "H264, 1800024188, false",
        "H264, 7c8588, true", // FU-A, first fragment of an IDR slice
        "H264, 7c4588, false", // FU-A, last fragment
        "H265, 400101, true", // VPS
        "H265, 260180, true", // IDR_W_RADL, first slice segment
        "H265, 260100, false",
        "H265, 62019380, true", // FU, first fragment of the same
        "H265, 02018000, false",
        "H264, 0a, false", // end of sequence: a header only
        "H264, 18000241880001" + "0a, false", // and within an aggregate
        "H265, 4801, false",
        "AV1, 180a0a, true", // N
        "AV1, 100a0a, false",
        "OPUS, 78, true",
    })
    void shouldSeeWhereAReceiverCanStart(PayloadCodec codec, String hex, boolean isStart) {
        assertThat(peek(codec, hex)).isTrue();
        assertThat(facts.startsKeyFrame()).isEqualTo(isStart);
    }

    @ParameterizedTest
    @CsvSource({
        "VP8, 90",
        "VP8, 9080",
        "VP8, 908081",
        "VP9, 80",
        "VP9, a005",
        "VP9, d00503030303",
        "VP9, 0208ff",
        "H264, 18000a4188",
        "H264, 7c85",
        "H265, 62018",
        "AV1, 98ff",
        "OPUS, ''"
    })
    void shouldRefuseWhatIsCutShort(PayloadCodec codec, String hex) {
        assertThat(peek(codec, hex.length() % 2 == 0 ? hex : hex + "0")).isFalse();
    }

    @Test
    void shouldRewriteAPictureIdInItsOwnForm() {
        byte[] data = {(byte) 0x92, 0x34, 0x11};
        PayloadFacts.putPictureId(data, 0, 15, 0x7FFF + 3);
        PayloadFacts.putPictureId(data, 2, 7, 130);
        assertThat(data).containsExactly(0x80, 0x02, 0x02);
    }

    private boolean peek(PayloadCodec codec, String hex) {
        byte[] payload = HexFormat.of().parseHex(hex);
        byte[] shifted = new byte[payload.length + 3];
        System.arraycopy(payload, 0, shifted, 3, payload.length);
        return PayloadPeek.of(codec).peek(shifted, 3, payload.length, facts);
    }
}
