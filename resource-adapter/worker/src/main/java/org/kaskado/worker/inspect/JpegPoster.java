package org.kaskado.worker.inspect;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.jcodec.common.model.Picture;

/** A JPEG of a decoded picture, by the JDK. */
final class JpegPoster {
    private static final int MIDDLE = 128;

    private JpegPoster() {}

    /** Scales to the width, keeping the shape. JCodec keeps samples less 128. */
    static byte[] of(Picture picture, int width) throws IOException {
        BufferedImage full = toRgb(picture);
        int height = Math.max(1, Math.round((float) full.getHeight() * width / full.getWidth()));
        BufferedImage scaled = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = scaled.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(full, 0, 0, width, height, null);
        graphics.dispose();
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        if (!ImageIO.write(scaled, "jpg", jpeg)) {
            throw new IOException("this JDK writes no JPEG");
        }
        return jpeg.toByteArray();
    }

    /** ITU-R BT.601, limited range. */
    private static BufferedImage toRgb(Picture picture) {
        int width = picture.getWidth();
        int height = picture.getHeight();
        byte[] luma = picture.getPlaneData(0);
        byte[] blue = picture.getPlaneData(1);
        byte[] red = picture.getPlaneData(2);
        int lumaStride = picture.getPlaneWidth(0);
        int colorStride = picture.getPlaneWidth(1);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double brightness = 1.164 * (luma[y * lumaStride + x] + MIDDLE - 16);
                int u = blue[(y / 2) * colorStride + x / 2];
                int v = red[(y / 2) * colorStride + x / 2];
                int r = clip(brightness + 1.596 * v);
                int g = clip(brightness - 0.391 * u - 0.813 * v);
                int b = clip(brightness + 2.018 * u);
                image.setRGB(x, y, r << 16 | g << 8 | b);
            }
        }
        return image;
    }

    private static int clip(double value) {
        return (int) Math.max(0, Math.min(255, Math.round(value)));
    }
}
