package org.kaskado.web.demo.media;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Arc2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.RoundRectangle2D;
import java.util.Locale;

/**
 * A test card that tells which frame it is, to people by seconds, frames and a sweeping hand, to programs by 16 blocks
 * along the upper edge: the frame number in binary, highest bit left, white is 1.
 */
final class TestCardPainter implements Painter {
    private static final int BITS = 16;
    private static final int BLOCK_HEIGHT = 14;
    private static final int BARS_TOP = 286;
    private static final int[] BARS = {0xE6E6E6, 0xE0D33B, 0x35C2B4, 0x4DB85B, 0xC06BC7, 0xE0574F, 0x3F6FD8};

    private final SevenSegment large = new SevenSegment(86, Palette.FOAM);
    private final SevenSegment small = new SevenSegment(30, Palette.WATER);

    @Override
    public void paint(Graphics2D g, int frame) {
        Palette.background(g);
        cascade(g, frame);
        hand(g, frame);
        int second = frame / FRAMES_PER_SECOND;
        String time = String.format(Locale.ROOT, "%02d:%02d", second, frame % FRAMES_PER_SECOND);
        large.draw(g, time, 290, 84);
        small.draw(g, String.format(Locale.ROOT, "%05d", frame), 292, 202);
        colourBars(g);
        frameNumber(g, frame);
    }

    /** The sign of Kaskado: four steps of water, one lit after the other. */
    private static void cascade(Graphics2D g, int frame) {
        for (int step = 0; step < 4; step++) {
            double glow = 0.35 + 0.65 * Math.pow(Math.max(0, Math.sin(frame * 0.16 - step * 0.8)), 2);
            g.setColor(new Color(0x35, 0xC2, 0xB4, (int) (255 * glow)));
            g.fill(new RoundRectangle2D.Double(476 + step * 30, 202 + step * 11, 24, 30 + step * 4, 8, 8));
        }
    }

    private static void hand(Graphics2D g, int frame) {
        double size = 190;
        double x = 50;
        double y = 52;
        double turn = 360.0 * (frame % FRAMES_PER_SECOND) / FRAMES_PER_SECOND;
        g.setColor(new Color(255, 255, 255, 22));
        g.fill(new Ellipse2D.Double(x, y, size, size));
        g.setColor(new Color(0x35, 0xC2, 0xB4, 110));
        g.fill(new Arc2D.Double(x, y, size, size, 90, -turn, Arc2D.PIE));
        g.setColor(Palette.FOAM);
        g.setStroke(new BasicStroke(3));
        g.draw(new Ellipse2D.Double(x, y, size, size));
        double orbit = Math.toRadians(360.0 * frame / (SECONDS * FRAMES_PER_SECOND) - 90);
        double cx = x + size / 2 + Math.cos(orbit) * size / 2;
        double cy = y + size / 2 + Math.sin(orbit) * size / 2;
        g.setColor(Palette.SUN);
        g.fill(new Ellipse2D.Double(cx - 11, cy - 11, 22, 22));
    }

    private static void colourBars(Graphics2D g) {
        for (int i = 0; i < BARS.length; i++) {
            int left = i * WIDTH / BARS.length;
            g.setColor(new Color(BARS[i]));
            g.fillRect(left, BARS_TOP, (i + 1) * WIDTH / BARS.length - left, HEIGHT - BARS_TOP);
        }
    }

    private static void frameNumber(Graphics2D g, int frame) {
        int width = WIDTH / BITS;
        for (int i = 0; i < BITS; i++) {
            g.setColor((frame >> (BITS - 1 - i) & 1) == 1 ? Color.WHITE : Color.BLACK);
            g.fillRect(i * width, 0, width, BLOCK_HEIGHT);
        }
    }
}
