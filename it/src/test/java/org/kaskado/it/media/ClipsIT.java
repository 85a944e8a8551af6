package org.kaskado.it.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The clips are what the tests believe them to be. */
final class ClipsIT {
    static Stream<Clip> wholeClips() {
        return Arrays.stream(Clip.values()).filter(Clip::isWhole);
    }

    @ParameterizedTest
    @MethodSource("wholeClips")
    void shouldHaveTheTracksAndLengthItIsNamedFor(Clip clip) {
        Probe probe = Probe.of(clip.file());
        assertThat(probe.durationSeconds()).isCloseTo(clip.seconds(), within(0.25));
        assertThat(probe.video().isPresent()).isEqualTo(clip.hasVideo());
        assertThat(probe.audio().isPresent()).isEqualTo(clip.hasAudio());
    }
}
