package org.apical.app.report;

import java.util.Locale;

/** Numbers 0..1 that fill a square as an image in inline SVG, ink in the colour of the text; nothing of others. */
final class SampleImage {
    private SampleImage() {}

    /** The drawing. */
    static String of(double[] pixels, int label) {
        int side = (int) Math.max(1, Math.round(Math.sqrt(pixels.length)));
        if (side * side != pixels.length || side < 4) {
            return "";
        }
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg class=\"digit\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%d by %d pixels of class %d\">",
                side,
                side,
                side,
                side,
                label));
        for (int i = 0; i < pixels.length; i++) {
            if (pixels[i] > 0) {
                svg.append(String.format(
                        Locale.ROOT,
                        "<rect x=\"%d\" y=\"%d\" width=\"1.02\" height=\"1.02\" fill-opacity=\"%.3f\"/>",
                        i % side,
                        i / side,
                        Math.min(1, pixels[i])));
            }
        }
        return svg.append("</svg>").toString();
    }
}
