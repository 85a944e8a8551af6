package org.kaskado.forward;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Finds who speaks, from the audio levels in packets (RFC 6464). After Volfin and Cohen (2013), simplified: activity over a
 * word (0.2 s) and over a sentence (2 s); a challenger takes the floor when it is clearly ahead in both. Silence changes
 * nothing, a cough does not either.
 */
public final class DominantSpeaker {
    /** What is found. */
    public interface Output {
        /** Somebody else has the floor. */
        void dominant(int participant);
    }

    /** {@link #deadlineNs} when nobody is here. */
    public static final long NEVER = Long.MAX_VALUE;

    private static final long EVALUATE_NS = TimeUnit.MILLISECONDS.toNanos(300);
    private static final double WORD_NS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final double SENTENCE_NS = TimeUnit.SECONDS.toNanos(2);
    /** Levels below -50 dBov are no speech. */
    private static final int SPEECH_LEVEL = 50;
    /** Activity, in dB above that, which is needed to take the floor. */
    private static final double MIN_WORD = 8;

    private static final double MIN_SENTENCE = 3;
    private static final double WORD_RATIO = 1.5;
    private static final double SENTENCE_RATIO = 1.1;
    private static final int MAX_PARTICIPANTS = 1000;

    private final List<Voice> voices = new ArrayList<>();
    private @Nullable Voice dominant;
    private long deadlineNs = NEVER;

    private static final class Voice {
        private final int participant;
        private double word;
        private double sentence;
        private long lastNs;

        private Voice(int participant, long nowNs) {
            this.participant = participant;
            this.lastNs = nowNs;
        }

        /** Exponential means over time; packets that do not come count as silence. */
        private void advance(long nowNs, double activity) {
            double elapsed = Math.max(0, nowNs - lastNs);
            word += (activity - word) * (1 - Math.exp(-elapsed / WORD_NS));
            sentence += (activity - sentence) * (1 - Math.exp(-elapsed / SENTENCE_NS));
            lastNs = nowNs;
        }
    }

    /** False, and nobody added, when there are 1000. */
    public boolean add(long nowNs, int participant) {
        if (voices.size() == MAX_PARTICIPANTS) {
            return false;
        }
        voices.add(new Voice(participant, nowNs));
        deadlineNs = Math.min(deadlineNs, nowNs + EVALUATE_NS);
        return true;
    }

    public void remove(int participant) {
        voices.removeIf(voice -> voice.participant == participant);
        if (dominant != null && dominant.participant == participant) {
            dominant = null;
        }
        if (voices.isEmpty()) {
            deadlineNs = NEVER;
        }
    }

    /**
     * The level in a packet of the participant.
     *
     * @param level 0 (loudest) to 127 (silence), in -dBov
     */
    public void onLevel(long nowNs, int participant, int level) {
        for (int index = 0; index < voices.size(); index++) {
            Voice voice = voices.get(index);
            if (voice.participant == participant) {
                voice.advance(nowNs, Math.max(0, SPEECH_LEVEL - level));
                return;
            }
        }
    }

    public void onTime(long nowNs, Output out) {
        if (nowNs < deadlineNs || deadlineNs == NEVER) {
            return;
        }
        deadlineNs = nowNs + EVALUATE_NS;
        Voice best = null;
        for (Voice voice : voices) {
            if (nowNs - voice.lastNs > EVALUATE_NS) {
                voice.advance(nowNs, 0);
            }
            boolean isSpeaking = voice.word >= MIN_WORD && voice.sentence >= MIN_SENTENCE;
            if (isSpeaking && (best == null || voice.word > best.word)) {
                best = voice;
            }
        }
        if (best != null && takesFloor(best)) {
            dominant = best;
            out.dominant(best.participant);
        }
    }

    private boolean takesFloor(Voice challenger) {
        Voice holder = dominant;
        if (holder == null) {
            return true;
        }
        return challenger != holder
                && challenger.word > WORD_RATIO * holder.word
                && challenger.sentence > SENTENCE_RATIO * holder.sentence;
    }

    public long deadlineNs() {
        return deadlineNs;
    }
}
