package org.kaskado.web.demo.media;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.RoundRectangle2D;

/** Digits and colons of seven bars: numbers without a font. */
final class SevenSegment {
    /** Bars of the digits 0 to 9; bit 0 is the top bar, then clockwise, bit 6 the middle one. */
    private static final int[] BARS = {0x3F, 0x06, 0x5B, 0x4F, 0x66, 0x6D, 0x7D, 0x07, 0x7F, 0x6F};

    private static final Color OFF = new Color(255, 255, 255, 14);

    private final double height;
    private final Color color;

    SevenSegment(double height, Color color) {
        this.height = height;
        this.color = color;
    }

    /** Draws digits and colons from the left upper corner; gives the x where the next would begin. */
    double draw(Graphics2D g, String text, double x, double y) {
        double at = x;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            at = c == ':' ? colon(g, at, y) : digit(g, c - '0', at, y);
        }
        return at;
    }

    private double colon(Graphics2D g, double x, double y) {
        double dot = height * 0.12;
        g.setColor(color);
        g.fill(new RoundRectangle2D.Double(x + dot / 2, y + height * 0.28, dot, dot, dot, dot));
        g.fill(new RoundRectangle2D.Double(x + dot / 2, y + height * 0.62, dot, dot, dot, dot));
        return x + dot * 2.4;
    }

    private double digit(Graphics2D g, int digit, double x, double y) {
        double w = height * 0.52;
        double t = height * 0.11;
        double half = height / 2;
        double[][] bars = {
            {x + t, y, w - 2 * t, t},
            {x + w - t, y + t, t, half - 1.5 * t},
            {x + w - t, y + half + t / 2, t, half - 1.5 * t},
            {x + t, y + height - t, w - 2 * t, t},
            {x, y + half + t / 2, t, half - 1.5 * t},
            {x, y + t, t, half - 1.5 * t},
            {x + t, y + half - t / 2, w - 2 * t, t},
        };
        for (int i = 0; i < bars.length; i++) {
            double[] bar = bars[i];
            g.setColor((BARS[digit] >> i & 1) == 1 ? color : OFF);
            g.fill(new RoundRectangle2D.Double(bar[0], bar[1], bar[2], bar[3], t, t));
        }
        return x + w + height * 0.16;
    }
}
