package org.apical.app.parallel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apical.app.UserError;
import org.apical.app.store.Checkpoint.Block;
import org.apical.app.store.StateBlocks;
import org.apical.app.store.WeightsFile;
import org.apical.plasticity.state.StateVisitor;
import org.apical.plasticity.training.Samples;

/**
 * Texts and numbers between processes, as bytes with a checksum.
 *
 * @param place where it is from, for messages
 */
record Message(String place, Map<String, String> texts, Map<String, Block> numbers) {
    private static final String RATES = "rates";
    private static final String LABELS = "labels";
    private static final String WANTED = "wanted";

    /** Of texts and of numbers that are shown, as they are now. */
    static byte[] bytes(Map<String, String> texts, Consumer<StateVisitor> shown) {
        return bytes(texts, StateBlocks.kept(shown));
    }

    /** Of texts and samples. */
    static byte[] bytes(Samples samples, Map<String, String> texts) {
        Map<String, Block> numbers = new LinkedHashMap<>();
        numbers.put(RATES, rows(samples.rates()));
        int[] labels = samples.labels();
        double[] classes = new double[labels.length];
        for (int k = 0; k < labels.length; k++) {
            classes[k] = labels[k];
        }
        numbers.put(LABELS, new Block(new int[] {labels.length}, classes));
        numbers.put(WANTED, rows(samples.wanted()));
        return bytes(texts, numbers);
    }

    private static byte[] bytes(Map<String, String> texts, Map<String, Block> numbers) {
        try {
            return WeightsFile.bytes(new WeightsFile.Content(texts, numbers));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Message of(String place, byte[] bytes) {
        WeightsFile.Content content = WeightsFile.read(place, bytes);
        return new Message(place, content.texts(), content.numbers());
    }

    boolean has(String text) {
        return texts.containsKey(text);
    }

    String text(String name) {
        String text = texts.get(name);
        if (text == null) {
            throw new UserError(place + ": expected a text " + name + ", found none");
        }
        return text;
    }

    void putBack(Consumer<StateVisitor> shown) {
        StateBlocks.putBack(numbers, place, shown);
    }

    Samples samples() {
        double[] classes = numbers.get(LABELS).values();
        int[] labels = new int[classes.length];
        for (int k = 0; k < labels.length; k++) {
            labels[k] = (int) classes[k];
        }
        return new Samples(rows(numbers.get(RATES)), labels, rows(numbers.get(WANTED)));
    }

    private static Block rows(double[][] rows) {
        int width = rows.length == 0 ? 0 : rows[0].length;
        double[] all = new double[rows.length * width];
        for (int k = 0; k < rows.length; k++) {
            System.arraycopy(rows[k], 0, all, k * width, width);
        }
        return new Block(new int[] {rows.length, width}, all);
    }

    private static double[][] rows(Block block) {
        int width = block.shape()[1];
        double[][] rows = new double[block.shape()[0]][width];
        for (int k = 0; k < rows.length; k++) {
            System.arraycopy(block.values(), k * width, rows[k], 0, width);
        }
        return rows;
    }
}
