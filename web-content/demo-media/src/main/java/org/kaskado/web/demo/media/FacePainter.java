package org.kaskado.web.demo.media;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;

/** A portrait seen by a camera that slowly moves to and fro, in and out: the face is always in the picture. */
final class FacePainter implements Painter {
    private static final double FACE_X = 222;
    private static final double FACE_Y = 118;

    private final BufferedImage portrait;
    private final BufferedImage ground;

    FacePainter(BufferedImage portrait) {
        this.portrait = portrait;
        this.ground = blurred(portrait);
    }

    @Override
    public void paint(Graphics2D g, int frame) {
        g.drawImage(ground, 0, 0, WIDTH, HEIGHT, null);
        double turn = 2 * Math.PI * frame / (FRAMES_PER_SECOND * 10);
        double zoom = 1.2 + 0.12 * Math.sin(turn * 0.5);
        double x = WIDTH / 2.0 + 95 * Math.sin(turn);
        double y = 192 + 12 * Math.sin(turn * 2);
        AffineTransform place = AffineTransform.getTranslateInstance(x, y);
        place.scale(zoom, zoom);
        place.translate(-FACE_X, -FACE_Y);
        g.drawImage(portrait, place, null);
    }

    /** A few pixels only: drawn large they are a soft ground behind the edges of the portrait. */
    private static BufferedImage blurred(BufferedImage portrait) {
        BufferedImage tiny = new BufferedImage(8, 6, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D g = tiny.createGraphics();
        g.drawImage(portrait.getScaledInstance(8, 6, Image.SCALE_AREA_AVERAGING), 0, 0, null);
        g.setColor(new Color(0, 0, 0, 90));
        g.fillRect(0, 0, 8, 6);
        g.dispose();
        return tiny;
    }
}
