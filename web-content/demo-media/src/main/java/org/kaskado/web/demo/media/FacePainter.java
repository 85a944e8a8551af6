package org.kaskado.web.demo.media;

import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;

/** A portrait seen by a camera that slowly moves to and fro, in and out: the face is always in the picture. */
final class FacePainter implements Painter {
    private static final double FACE_X = 222;
    private static final double FACE_Y = 118;

    private final BufferedImage portrait;

    FacePainter(BufferedImage portrait) {
        this.portrait = portrait;
    }

    @Override
    public void paint(Graphics2D g, int frame) {
        Palette.background(g);
        double turn = 2 * Math.PI * frame / (FRAMES_PER_SECOND * 10);
        double zoom = 1.55 + 0.2 * Math.sin(turn * 0.5);
        double x = WIDTH / 2.0 + 95 * Math.sin(turn);
        double y = 165 + 12 * Math.sin(turn * 2);
        AffineTransform place = AffineTransform.getTranslateInstance(x, y);
        place.scale(zoom, zoom);
        place.translate(-FACE_X, -FACE_Y);
        g.drawImage(portrait, place, null);
    }
}
