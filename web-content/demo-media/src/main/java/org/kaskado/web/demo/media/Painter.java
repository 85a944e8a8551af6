package org.kaskado.web.demo.media;

import java.awt.Graphics2D;

/** Paints one frame of a clip. */
interface Painter {
    int WIDTH = 640;
    int HEIGHT = 360;
    int FRAMES_PER_SECOND = 25;
    int SECONDS = 20;

    /**
     * Paints the whole picture.
     *
     * @param g a canvas of {@link #WIDTH} × {@link #HEIGHT} pixels, smooth edges on
     * @param frame number of the frame, from 0
     */
    void paint(Graphics2D g, int frame);
}
