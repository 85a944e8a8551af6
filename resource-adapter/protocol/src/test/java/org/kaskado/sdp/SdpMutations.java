package org.kaskado.sdp;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Seeded damage to a description: to its characters, numbers, words and lines. */
public final class SdpMutations {
    private static final List<String> NASTY = List.of(
            "",
            "0",
            "-1",
            "65536",
            "4294967296",
            "99999999999999999999",
            "a:b",
            "%s",
            "\0",
            "é😀",
            "=",
            ";;;",
            "*",
            "send ;,~",
            "/");

    private SdpMutations() {}

    public static String mutate(String text, Random random) {
        if (random.nextInt(50) == 0) {
            return noise(random);
        }
        String mutated = text;
        for (int i = random.nextInt(3); i >= 0; i--) {
            mutated = random.nextBoolean() ? lines(mutated, random) : characters(mutated, random);
        }
        return mutated;
    }

    private static String noise(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(200); i >= 0; i--) {
            text.append((char) random.nextInt(random.nextBoolean() ? 128 : 65_536));
        }
        return text.toString();
    }

    private static String lines(String text, Random random) {
        List<String> lines = new ArrayList<>(List.of(text.split("\r?\n", -1)));
        int at = random.nextInt(lines.size());
        int other = random.nextInt(lines.size());
        switch (random.nextInt(6)) {
            case 0 -> lines.remove(at);
            case 1 -> lines.add(at, lines.get(other));
            case 2 -> Collections.swap(lines, at, other);
            case 3 -> lines.set(at, word(lines.get(at), random));
            case 4 -> lines.subList(Math.min(at, other), Math.max(at, other)).clear();
            default -> lines.set(at, lines.get(at) + NASTY.get(random.nextInt(NASTY.size())));
        }
        return String.join("\r\n", lines);
    }

    private static String word(String line, Random random) {
        String[] words = line.split("(?<=[ :;/=])", -1);
        words[random.nextInt(words.length)] = NASTY.get(random.nextInt(NASTY.size()));
        return String.join("", words);
    }

    private static String characters(String text, Random random) {
        StringBuilder changed = new StringBuilder(text);
        for (int i = random.nextInt(4); i >= 0 && changed.length() > 0; i--) {
            int at = random.nextInt(changed.length());
            switch (random.nextInt(3)) {
                case 0 -> changed.setCharAt(at, (char) random.nextInt(128));
                case 1 -> changed.deleteCharAt(at);
                default -> changed.insert(at, (char) random.nextInt(256));
            }
        }
        return changed.toString();
    }
}
