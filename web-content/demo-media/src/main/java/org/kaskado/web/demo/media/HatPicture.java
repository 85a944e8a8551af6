package org.kaskado.web.demo.media;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;

/** A pointed hat with stars on a transparent ground, for the face overlay. */
final class HatPicture {
    private static final int SIZE = 400;

    private HatPicture() {}

    static BufferedImage draw() {
        BufferedImage picture = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_INT_ARGB);
        Graphics2D g = picture.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setColor(new Color(0x1B2A66));
        g.fill(new Ellipse2D.Double(10, 318, SIZE - 20.0, 72));
        Path2D cone = new Path2D.Double();
        cone.moveTo(82, 350);
        cone.curveTo(150, 250, 160, 110, 236, 12);
        cone.curveTo(250, 120, 268, 240, 318, 350);
        cone.curveTo(250, 384, 150, 384, 82, 350);
        g.setPaint(new GradientPaint(80, 20, new Color(0x3E57C9), 320, 360, new Color(0x223285)));
        g.fill(cone);
        g.setStroke(new BasicStroke(26));
        g.setColor(Palette.SUN);
        Path2D band = new Path2D.Double();
        band.moveTo(94, 330);
        band.curveTo(150, 362, 250, 362, 308, 328);
        g.draw(band);
        star(g, 205, 130, 24);
        star(g, 170, 235, 30);
        star(g, 250, 262, 20);
        g.dispose();
        return picture;
    }

    private static void star(Graphics2D g, double x, double y, double size) {
        Path2D star = new Path2D.Double();
        for (int i = 0; i < 10; i++) {
            double r = i % 2 == 0 ? size : size * 0.42;
            double angle = Math.PI * i / 5 - Math.PI / 2;
            double px = x + r * Math.cos(angle);
            double py = y + r * Math.sin(angle);
            if (i == 0) {
                star.moveTo(px, py);
            } else {
                star.lineTo(px, py);
            }
        }
        star.closePath();
        g.setColor(Palette.SUN);
        g.fill(star);
    }
}
