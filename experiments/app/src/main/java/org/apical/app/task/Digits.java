package org.apical.app.task;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.apical.neuron.parameter.Key;
import org.apical.neuron.random.Purpose;
import org.apical.neuron.random.RandomStreams;
import org.apical.plasticity.training.Samples;
import org.apical.plasticity.training.Training;

/**
 * The embedded digits: 1 797 images of 8 x 8 pixels (UCI Optical Recognition of Handwritten Digits, Alpaydin and Kaynak 1998, CC BY 4.0).
 * Pixels 0..16 become rates 0..1.
 *
 * @param train images to learn from
 * @param test held-out images
 */
public record Digits(
        @Key(value = "images to learn from", or = "1297", least = 1, most = Digits.IMAGES - Digits.HELD_OUT)
        int train,

        @Key(value = "held-out images", or = "500", least = 1, most = Digits.HELD_OUT)
        int test)
        implements TaskDescription {
    /** Number of images. */
    public static final int IMAGES = 1797;
    /** Pixels of an image. */
    public static final int PIXELS = 64;
    /** Held-out images of the default split. */
    public static final int HELD_OUT = 500;

    private static final int CLASSES = 10;
    private static final double BRIGHTEST = 16;

    @Override
    public String name() {
        return "digits";
    }

    @Override
    public String source() {
        return "Digits: Optical Recognition of Handwritten Digits, E. Alpaydin and C. Kaynak (1998), UCI Machine Learning Repository, doi:10.24432/C50P49, licensed under Creative Commons Attribution 4.0 International (CC BY 4.0); pixels 0..16 rescaled to rates 0..1.";
    }

    @Override
    public int inputs() {
        return PIXELS;
    }

    @Override
    public int outputs() {
        return CLASSES;
    }

    @Override
    public Digits limited(int mostTrain, int mostTest) {
        return new Digits(Math.min(mostTrain, train), Math.min(mostTest, test));
    }

    /** A random split that depends on the seed alone. */
    @Override
    public Task task(RandomStreams streams) {
        Samples all = load();
        int[] order = Training.order(all.size(), streams.stream(Purpose.DATA_SPLIT));
        return new Task(
                all.select(java.util.Arrays.copyOfRange(order, HELD_OUT, HELD_OUT + train)),
                all.select(java.util.Arrays.copyOfRange(order, 0, test)));
    }

    /** All images in the order of the file. */
    public static Samples load() {
        List<double[]> rates = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        try (InputStream file = Digits.class.getResourceAsStream("digits.csv.gz");
                BufferedReader text = new BufferedReader(
                        new InputStreamReader(new GZIPInputStream(file), StandardCharsets.US_ASCII))) {
            for (CSVRecord line : CSVFormat.DEFAULT.parse(text)) {
                double[] r = new double[PIXELS];
                for (int i = 0; i < PIXELS; i++) {
                    r[i] = Integer.parseInt(line.get(i)) / BRIGHTEST;
                }
                rates.add(r);
                labels.add(Integer.parseInt(line.get(PIXELS)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the embedded digits cannot be read", e);
        }
        return new Samples(
                rates.toArray(double[][]::new),
                labels.stream().mapToInt(Integer::intValue).toArray());
    }
}
