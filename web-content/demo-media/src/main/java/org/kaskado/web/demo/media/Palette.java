package org.kaskado.web.demo.media;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;

/** Colours of Kaskado, as on its pages. */
final class Palette {
    static final Color NIGHT = new Color(0x0B1320);
    static final Color SEA = new Color(0x123A4A);
    static final Color WATER = new Color(0x35C2B4);
    static final Color FOAM = new Color(0xE9F7F5);
    static final Color SUN = new Color(0xFFB454);

    private Palette() {}

    /** Fills the picture with a slope from night to sea. */
    static void background(Graphics2D g) {
        g.setPaint(new GradientPaint(0, 0, NIGHT, Painter.WIDTH, Painter.HEIGHT, SEA));
        g.fillRect(0, 0, Painter.WIDTH, Painter.HEIGHT);
    }
}
