package org.kaskado.processing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WireCodecTest {
    @Test
    void shouldGiveBackEveryMessageToAWorker() throws WireException {
        for (ToWorker message : WireSamples.toWorker()) {
            List<ToWorker> received = new ArrayList<>();
            WireCodec.toWorkerDecoder().feed(ByteBuffer.wrap(WireCodec.encode(message)), received::add);
            assertThat(received).usingRecursiveFieldByFieldElementComparator().containsExactly(message);
        }
    }

    @Test
    void shouldGiveBackEveryMessageFromAWorker() throws WireException {
        for (FromWorker message : WireSamples.fromWorker()) {
            List<FromWorker> received = new ArrayList<>();
            WireCodec.fromWorkerDecoder().feed(ByteBuffer.wrap(WireCodec.encode(message)), received::add);
            assertThat(received).usingRecursiveFieldByFieldElementComparator().containsExactly(message);
        }
    }

    @Test
    void shouldHaveAFormForEveryRecordOfTheVocabulary() {
        assertThat(WireSamples.toWorker().stream().map(Object::getClass).distinct())
                .containsExactlyInAnyOrder(ToWorker.class.getPermittedSubclasses());
        assertThat(WireSamples.fromWorker().stream().map(Object::getClass).distinct())
                .containsExactlyInAnyOrder(FromWorker.class.getPermittedSubclasses());
    }

    @Test
    void shouldJoinMessagesThatArriveByteByByte() throws WireException {
        List<ToWorker> received = new ArrayList<>();
        WireDecoder<ToWorker> decoder = WireCodec.toWorkerDecoder();
        for (ToWorker message : WireSamples.toWorker()) {
            for (byte octet : WireCodec.encode(message)) {
                decoder.feed(ByteBuffer.wrap(new byte[] {octet}), received::add);
            }
        }
        assertThat(received)
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactlyElementsOf(WireSamples.toWorker());
    }

    @Test
    void shouldCarryBytesInsideAValueTree() throws WireException {
        byte[] image = {1, 2, 3};
        List<ToWorker> received = new ArrayList<>();
        ToWorker command = new ToWorker.NodeCommand(1, 2, 3, "setOverlayedImage", Map.of("image", image));
        WireCodec.toWorkerDecoder().feed(ByteBuffer.wrap(WireCodec.encode(command)), received::add);
        assertThat(((ToWorker.NodeCommand) received.get(0)).arguments().get("image"))
                .isEqualTo(image);
    }

    @Test
    void shouldRefuseToSendAMessageAboveTheLimit() {
        ToWorker large = new ToWorker.StreamData(1, 0, new byte[WireCodec.MAX_MESSAGE_BYTES], false, null);
        assertThatThrownBy(() -> WireCodec.encode(large))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("4194304");
        ToWorker full = new ToWorker.StreamData(1, 0, new byte[WireCodec.MAX_PAYLOAD_BYTES], false, "because");
        assertThat(WireCodec.encode(full)).hasSizeGreaterThan(WireCodec.MAX_PAYLOAD_BYTES);
    }

    @Test
    void shouldRefuseValuesWithoutAWireForm() {
        ToWorker odd = new ToWorker.NodeCommand(1, 2, 3, "x", Map.of("thread", new Object()));
        assertThatThrownBy(() -> WireCodec.encode(odd)).hasMessageContaining("java.lang.Object");
    }

    @Test
    void shouldRefuseALengthAboveTheLimitBeforeItsBytesArrive() {
        WireDecoder<ToWorker> decoder = WireCodec.toWorkerDecoder();
        byte[] length = {0x7F, 0, 0, 0};
        assertThatThrownBy(() -> decoder.feed(ByteBuffer.wrap(length), message -> {}))
                .isInstanceOf(WireException.class)
                .hasMessageContaining("allowed are 1 to 4194304");
        assertThatThrownBy(() -> decoder.feed(ByteBuffer.wrap(new byte[] {1}), message -> {}))
                .hasMessageContaining("broke before");
    }

    @Test
    void shouldNotPrintTheSecretOfAHello() {
        assertThat(new FromWorker.Hello(1, "hush-hush", 1, "8").toString()).doesNotContain("hush-hush");
    }
}
