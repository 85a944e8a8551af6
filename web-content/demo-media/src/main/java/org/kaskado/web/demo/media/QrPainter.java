package org.kaskado.web.demo.media;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.RoundRectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A card with a QR code that drifts over the picture and changes every four seconds. */
final class QrPainter implements Painter {
    private static final List<String> TEXTS = List.of(
            "Hello from Kaskado",
            "This text travelled as a picture",
            "The filter read it while it played",
            "The handler published it as an event",
            "Your page got it by WebSocket");
    private static final int CARD = 250;
    private static final int QUIET_ZONE = 4;

    private final List<BitMatrix> codes = new ArrayList<>();
    private final SevenSegment digits = new SevenSegment(56, Palette.WATER);

    QrPainter() throws WriterException {
        Map<EncodeHintType, Object> hints =
                Map.of(EncodeHintType.MARGIN, QUIET_ZONE, EncodeHintType.ERROR_CORRECTION, ErrorCorrectionLevel.M);
        for (String text : TEXTS) {
            codes.add(new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, 0, 0, hints));
        }
    }

    @Override
    public void paint(Graphics2D g, int frame) {
        Palette.background(g);
        int length = SECONDS * FRAMES_PER_SECOND / codes.size();
        int number = Math.min(frame / length, codes.size() - 1);
        digits.draw(g, (number + 1) + ":" + codes.size(), 44, 152);
        double drift = Math.sin(frame * 2 * Math.PI / (FRAMES_PER_SECOND * 8));
        int left = 290 + (int) Math.round(60 * drift);
        int top = (HEIGHT - CARD) / 2;
        g.setColor(Color.WHITE);
        g.fill(new RoundRectangle2D.Double(left, top, CARD, CARD, 24, 24));
        modules(g, codes.get(number), left, top);
        g.setColor(Palette.SUN);
        g.fillRect(0, HEIGHT - 8, WIDTH * (frame % length) / length, 8);
    }

    private static void modules(Graphics2D g, BitMatrix code, int left, int top) {
        int pixels = CARD / code.getWidth();
        int offset = (CARD - pixels * code.getWidth()) / 2;
        g.setColor(Color.BLACK);
        for (int y = 0; y < code.getHeight(); y++) {
            for (int x = 0; x < code.getWidth(); x++) {
                if (code.get(x, y)) {
                    g.fillRect(left + offset + x * pixels, top + offset + y * pixels, pixels, pixels);
                }
            }
        }
    }
}
