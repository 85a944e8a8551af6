package org.kaskado.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.kaskado.catalogue.Descriptors.Member;
import org.kaskado.catalogue.Descriptors.Shape;
import org.kaskado.catalogue.Descriptors.TypeRef;
import org.kaskado.catalogue.ValueException.Reason;

class CatalogueValuesTest {
    private final Catalogue catalogue = Catalogues.load(CatalogueValuesTest.class.getClassLoader());
    private final CatalogueValues values = new CatalogueValues(catalogue);

    @Test
    void shouldConvertAsLenientlyAsTheKurentoServer() {
        accept("int", 1150.0, 1150L);
        accept("int", 7, 7L);
        accept("int", null, 0L);
        accept("int64", 1L << 40, 1L << 40);
        accept("float", 3L, 3.0);
        accept("double", 0.5f, 0.5);
        accept("double", null, 0.0);
        accept("String", 5L, "5");
        accept("String", true, "true");
        accept("String", null, "");
        accept("boolean", 1L, true);
        accept("boolean", 0.0, false);
        accept("boolean", null, false);
        accept("MediaType", "AUDIO", "AUDIO");
        accept("MediaElement", "some id", "some id");
    }

    @Test
    void shouldRefuseOtherKindsWithTheMessageOfTheOriginal() {
        refuse("int", "5", "'p' parameter should be a integer");
        refuse("int", 1.5, "'p' parameter should be a integer");
        refuse("int", 1L << 40, "'p' parameter should be a integer");
        refuse("int", true, "'p' parameter should be a integer");
        refuse("double", "0.5", "'p' parameter should be a double");
        refuse("boolean", "true", "'p' parameter should be a boolean");
        refuse("String", List.of(), "'p' parameter should be a string");
        refuse("MediaElement", 5L, "'p' parameter should be a string");
        refuse("IceCandidate", "x", "'p' parameter should be a object");
        refuse("MediaType", "SMELL", "Invalid value for 'MediaType'");
        assertThatThrownBy(() -> values.parameter(member("String", Shape.LIST), "x"))
                .hasMessage("'p' parameter should be a array");
    }

    @Test
    void shouldFillDefaultsAndDropUnknownArguments() {
        List<Member> constructor =
                catalogue.type("RecorderEndpoint").orElseThrow().constructor();
        assertThat(values.arguments(constructor, Map.of("mediaPipeline", "p", "uri", "u", "colour", "red")))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("mediaPipeline", "p", "uri", "u", "mediaProfile", "WEBM", "stopOnEndOfStream", false));
    }

    @Test
    void shouldTreatNullForAnOptionalArgumentAsAbsent() {
        Map<String, Object> given = new HashMap<>(Map.of("sink", "s"));
        given.put("mediaType", null);
        List<Member> connect = catalogue
                .allOperations(catalogue.type("PassThrough").orElseThrow())
                .stream()
                .filter(one -> one.name().equals("connect"))
                .findFirst()
                .orElseThrow()
                .parameters();
        assertThat(values.arguments(connect, given)).containsExactly(Map.entry("sink", "s"));
    }

    @Test
    void shouldSayWhichArgumentIsMissing() {
        assertThatThrownBy(() -> values.arguments(
                        catalogue.type("PlayerEndpoint").orElseThrow().constructor(), Map.of("mediaPipeline", "p")))
                .isInstanceOf(ValueException.class)
                .hasMessage("'uri' parameter should be a string");
    }

    @Test
    void shouldMarkRegistersAndCheckTheirMembers() {
        Map<String, Object> candidate = Map.of("candidate", "c", "sdpMid", "0", "sdpMLineIndex", 0.0);
        assertThat(values.parameter(member("IceCandidate", Shape.SINGLE), candidate))
                .isEqualTo(Map.of(
                        "__module__",
                        "kurento",
                        "__type__",
                        "IceCandidate",
                        "candidate",
                        "c",
                        "sdpMid",
                        "0",
                        "sdpMLineIndex",
                        0L));
        assertThatThrownBy(() -> values.parameter(member("IceCandidate", Shape.SINGLE), Map.of("candidate", "c")))
                .hasMessage("'sdpMid' property should be a string");
    }

    @Test
    void shouldAcceptASubtypeAndRefuseAnUnfitOrUnknownMark() {
        Map<String, Object> stats = Map.of(
                "__type__",
                "ElementStats",
                "id",
                "x",
                "type",
                "element",
                "timestampMillis",
                1L,
                "inputLatency",
                List.of());
        assertThat(values.parameter(member("Stats", Shape.SINGLE), stats))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                .containsEntry("__type__", "ElementStats");
        for (String mark : List.of("Tag", "Nothing", "chroma.WindowParam")) {
            assertThatThrownBy(() -> values.parameter(member("IceCandidate", Shape.SINGLE), Map.of("__type__", mark)))
                    .isInstanceOfSatisfying(
                            ValueException.class, e -> assertThat(e.reason()).isEqualTo(Reason.TYPE));
        }
    }

    @Test
    void shouldCheckEveryItemOfListsAndMaps() {
        assertThat(values.parameter(member("int", Shape.LIST), Arrays.asList(1.0, null)))
                .isEqualTo(List.of(1L, 0L));
        assertThat(values.parameter(member("String", Shape.MAP), Map.of("a", 1L, "__type__", "Map")))
                .isEqualTo(Map.of("a", "1"));
        assertThatThrownBy(() -> values.parameter(member("int", Shape.LIST), List.of("x")))
                .isInstanceOf(ValueException.class);
    }

    @Test
    void shouldEnforceBounds() {
        List<Member> constructor = catalogue.type("Composite").orElseThrow().constructor();
        assertThatThrownBy(() -> values.arguments(constructor, Map.of("mediaPipeline", "p", "framerate", 1_000L)))
                .isInstanceOfSatisfying(ValueException.class, e -> {
                    assertThat(e.reason()).isEqualTo(Reason.ILLEGAL);
                    assertThat(e).hasMessage("'framerate' parameter is 1000; allowed is 1 to 120");
                });
    }

    private void accept(String type, Object given, Object normal) {
        assertThat(values.parameter(member(type, Shape.SINGLE), given)).isEqualTo(normal);
    }

    private void refuse(String type, Object given, String message) {
        assertThatThrownBy(() -> values.parameter(member(type, Shape.SINGLE), given))
                .isInstanceOfSatisfying(ValueException.class, e -> {
                    assertThat(e.reason()).isEqualTo(Reason.MARSHALL);
                    assertThat(e).hasMessage(message);
                });
    }

    private static Member member(String type, Shape shape) {
        return new Member("p", new TypeRef(type, shape), false, null, null, null, "d");
    }
}
