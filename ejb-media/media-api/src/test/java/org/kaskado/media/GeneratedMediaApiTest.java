package org.kaskado.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.kaskado.catalogue.Catalogue;
import org.kaskado.catalogue.Catalogues;
import org.kaskado.catalogue.Descriptors;
import org.kaskado.media.event.CodeFoundEvent;
import org.kaskado.media.event.MediaEvent;

class GeneratedMediaApiTest {
    private final Catalogue catalogue = Catalogues.load(getClass().getClassLoader());

    @Test
    void shouldHaveAnInterfacePerTypeBelowThatOfItsParent() throws ClassNotFoundException {
        for (Descriptors.Type type : catalogue.types()) {
            Class<?> face = Class.forName("org.kaskado.media." + type.name());
            assertThat(face).isInterface();
            assertThat(face.getInterfaces())
                    .extracting(Class::getSimpleName)
                    .containsExactly(type.parent() == null ? "RemoteObject" : type.parent());
        }
    }

    @Test
    void shouldHaveTheMembersOfTheOriginal() {
        assertThat(signatures(PlayerEndpoint.class))
                .contains(
                        "void play()",
                        "CompletionStage<Void> playAsync()",
                        "VideoInfo getVideoInfo()",
                        "long getPosition()",
                        "void setPosition(long)",
                        "CompletionStage<Long> getPositionAsync()",
                        "ListenerRegistration addEndOfStreamListener(MediaEventListener<EndOfStreamEvent>)",
                        "CompletionStage<ListenerRegistration> addEndOfStreamListenerAsync(MediaEventListener<EndOfStreamEvent>)");
        assertThat(signatures(PlayerEndpoint.Builder.class))
                .containsExactlyInAnyOrder("Builder useEncodedMedia()", "Builder withNetworkCache(int)");
        assertThat(signatures(MediaPipeline.class))
                .contains(
                        "Builder newPlayerEndpoint(String)",
                        "Builder newRecorderEndpoint(String)",
                        "Builder newHttpGetEndpoint()",
                        "Builder newGStreamerFilter(String)",
                        "Builder newComposite()");
        assertThat(signatures(Hub.class)).contains("Builder newHubPort()");
        assertThat(signatures(MediaElement.class))
                .contains(
                        "void connect(MediaElement)",
                        "void connect(MediaElement, MediaType)",
                        "CompletionStage<Void> connectAsync(MediaElement, MediaType, String, String)",
                        "Map<String, Stats> getStats()",
                        "boolean isMediaFlowingIn(MediaType)",
                        "List<ElementConnectionData> getSinkConnections()");
        assertThat(signatures(MediaObject.class))
                .contains("MediaObject getParent()")
                .doesNotContain("String getId()");
    }

    @Test
    void shouldGiveRecordsTheMembersOfTheCatalogueInOrder() {
        assertThat(components(CodeFoundEvent.class))
                .containsExactly("source", "timestampMillis", "tags", "type", "codeType", "value");
        assertThat(MediaEvent.class).isAssignableFrom(CodeFoundEvent.class);
        assertThat(components(EndpointStats.class))
                .containsExactly("id", "type", "timestampMillis", "inputLatency", "e2ELatency");
        assertThat(Stats.class).isAssignableFrom(EndpointStats.class);
        assertThat(components(ElementStats.Value.class))
                .containsExactly("id", "type", "timestampMillis", "inputLatency");
    }

    private static List<String> signatures(Class<?> face) {
        return Arrays.stream(face.getDeclaredMethods())
                .map(GeneratedMediaApiTest::signature)
                .toList();
    }

    private static String signature(Method method) {
        List<String> parameters = Arrays.stream(method.getGenericParameterTypes())
                .map(type -> simple(type.getTypeName()))
                .toList();
        return simple(method.getGenericReturnType().getTypeName()) + " " + method.getName() + "("
                + String.join(", ", parameters) + ")";
    }

    private static String simple(String name) {
        return name.replaceAll("[a-z]+\\.", "").replaceAll("\\w+\\$", "");
    }

    private static List<String> components(Class<?> record) {
        return Arrays.stream(record.getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
    }
}
