package org.kaskado.forward;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DominantSpeakerTest {
    private static final long PACKET_NS = 20_000_000;
    private static final int QUIET = 80;
    private static final int SPEECH = 25;
    private static final int SHOUT = 10;

    private final DominantSpeaker speaker = new DominantSpeaker();
    private final List<Integer> found = new ArrayList<>();
    private long nowNs;

    @Test
    void shouldFollowWhoSpeaksAndKeepTheFloorInSilence() {
        join(3);
        levels(50, SPEECH, QUIET, QUIET);
        assertThat(found).containsExactly(0);
        levels(200, QUIET, QUIET, QUIET);
        assertThat(found).containsExactly(0);
        levels(100, QUIET, QUIET, SPEECH);
        assertThat(found).containsExactly(0, 2);
    }

    @Test
    void shouldNotGiveTheFloorToACough() {
        join(2);
        levels(150, SPEECH, QUIET);
        levels(12, SPEECH, SHOUT);
        levels(100, SPEECH, QUIET);
        assertThat(found).containsExactly(0);
    }

    @Test
    void shouldNotSwingBetweenTwoWhoSpeakAtOnce() {
        join(2);
        levels(100, SPEECH, QUIET);
        for (int round = 0; round < 100; round++) {
            levels(10, SPEECH, SPEECH - 3);
            levels(10, SPEECH - 3, SPEECH);
        }
        assertThat(found).containsExactly(0);
    }

    @Test
    void shouldGiveTheFloorToTheNextWhenTheSpeakerLeaves() {
        join(2);
        levels(100, SPEECH, SPEECH);
        int first = found.get(0);
        speaker.remove(first);
        levels(100, SPEECH, SPEECH);
        assertThat(found).containsExactly(first, 1 - first);
        speaker.remove(1 - first);
        assertThat(speaker.deadlineNs()).isEqualTo(DominantSpeaker.NEVER);
    }

    @Test
    void shouldForwardTheLastSpeakers() {
        List<String> changes = new ArrayList<>();
        LastN.Output out = new LastN.Output() {
            @Override
            public void entered(int participant) {
                changes.add("+" + participant);
            }

            @Override
            public void left(int participant) {
                changes.add("-" + participant);
            }
        };
        LastN last = new LastN(2);
        for (int participant = 0; participant < 4; participant++) {
            last.add(participant, out);
        }
        last.onDominant(3, out);
        last.onDominant(0, out);
        last.onDominant(3, out);
        assertThat(last.selected()).containsExactly(3, 0);
        last.remove(3, out);
        last.resize(3, out);
        last.resize(0, out);
        assertThat(changes).containsExactly("+0", "+1", "+3", "-1", "+1", "+2", "-0", "-1", "-2");
    }

    private void join(int participants) {
        for (int participant = 0; participant < participants; participant++) {
            assertThat(speaker.add(nowNs, participant)).isTrue();
        }
    }

    private void levels(int packets, int... levels) {
        for (int packet = 0; packet < packets; packet++) {
            nowNs += PACKET_NS;
            for (int participant = 0; participant < levels.length; participant++) {
                speaker.onLevel(nowNs, participant, levels[participant]);
            }
            speaker.onTime(nowNs, found::add);
        }
    }
}
