package org.apical.app.task;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.apical.app.data.DataSet;
import org.apical.app.data.Labels;
import org.apical.app.data.Matrix;
import org.apical.neuron.parameter.Key;
import org.apical.neuron.random.RandomStreams;

/**
 * The embedded digits: 1 797 images of 8 x 8 pixels (UCI Optical Recognition of Handwritten Digits, Alpaydin and Kaynak 1998, CC BY 4.0). Pixels 0..16 become rates 0..1. A random
 * 500 of them, which depend on the seed alone, are held out for testing.
 */
public record Digits(
        @Key(value = "how they are divided", inline = true) Split split) implements TaskDescription {
    /** Number of images. */
    public static final int IMAGES = 1797;
    /** Pixels of an image. */
    public static final int PIXELS = 64;
    /** Held-out images. */
    public static final int HELD_OUT = 500;

    private static final int CLASSES = 10;
    private static final int BRIGHTEST = 16;

    @Override
    public String name() {
        return "digits";
    }

    @Override
    public String source() {
        return "Digits: Optical Recognition of Handwritten Digits, E. Alpaydin and C. Kaynak (1998), UCI Machine Learning Repository, doi:10.24432/C50P49, licensed under Creative Commons Attribution 4.0 International (CC BY 4.0); pixels 0..16 rescaled to rates 0..1.";
    }

    @Override
    public Digits with(Split other) {
        return new Digits(other);
    }

    @Override
    public Shape shape() {
        int own = split.held(part -> part);
        return new Shape(PIXELS, CLASSES, IMAGES - HELD_OUT, own == 0 ? HELD_OUT : own, false);
    }

    @Override
    public Pools pools(RandomStreams streams) {
        Pools all = split.pools(load(), IMAGES, streams, part -> part);
        return new Pools(
                all.samples().range(HELD_OUT, IMAGES - HELD_OUT),
                all.test().or(() -> java.util.Optional.of(all.samples().range(0, HELD_OUT))),
                all.validation());
    }

    /** All images in the order of the file. */
    public static DataSet load() {
        byte[] pixels = new byte[IMAGES * PIXELS];
        int[] labels = new int[IMAGES];
        try (InputStream file = Digits.class.getResourceAsStream("digits.csv.gz");
                BufferedReader text = new BufferedReader(
                        new InputStreamReader(new GZIPInputStream(file), StandardCharsets.US_ASCII))) {
            int k = 0;
            for (CSVRecord line : CSVFormat.DEFAULT.parse(text)) {
                for (int i = 0; i < PIXELS; i++) {
                    pixels[k * PIXELS + i] = Byte.parseByte(line.get(i));
                }
                labels[k++] = Integer.parseInt(line.get(PIXELS));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the embedded digits cannot be read", e);
        }
        List<String> names =
                IntStream.range(0, CLASSES).mapToObj(String::valueOf).toList();
        return DataSet.classes("digits", new Matrix.Bytes(pixels, PIXELS, BRIGHTEST), new Labels(names, labels));
    }
}
