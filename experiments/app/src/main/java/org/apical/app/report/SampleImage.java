package org.apical.app.report;

import java.util.Locale;
import org.apical.app.findings.Section.Picture;

/** A picture as inline SVG, ink in the colour of the text. */
final class SampleImage {
    private SampleImage() {}

    /** The drawing. */
    static String of(Picture picture) {
        double[] pixels = picture.brightness();
        int width = picture.width();
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg class=\"digit\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">",
                width,
                pixels.length / width,
                Html.escape(picture.heading())));
        for (int i = 0; i < pixels.length; i++) {
            if (pixels[i] > 0) {
                svg.append(String.format(
                        Locale.ROOT,
                        "<rect x=\"%d\" y=\"%d\" width=\"1.02\" height=\"1.02\" fill-opacity=\"%.3f\"/>",
                        i % width,
                        i / width,
                        Math.min(1, pixels[i])));
            }
        }
        return svg.append("</svg>").toString();
    }
}
