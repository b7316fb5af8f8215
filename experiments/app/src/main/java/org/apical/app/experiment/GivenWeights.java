package org.apical.app.experiment;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apical.app.UserError;
import org.apical.app.data.CheckedFile;
import org.apical.app.data.NpzArrays;
import org.apical.app.data.NpzArrays.Array;
import org.apical.app.experiment.FeedbackDescription.Given;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.neuron.parameter.Key;
import org.apical.neuron.parameter.Require;

/** Weights that a network begins with, learned elsewhere or by another run. */
public record GivenWeights(
        @Key(
                "an .npz file of W1 (units x presynaptic units), b1, .. in abstract units, by layer from 1, float32 or float64; what it leaves out is drawn. Q1 .. where feedback is given or learned, S2 .. (presynaptic units x units) where the method learns by S and no other pathway of its own; relative to this one")
        String file,

        @Key("SHA-256 that the file has to have; a run writes down what it had")
        Optional<String> sha256) {

    public GivenWeights {
        Require.that(file.indexOf(0) < 0, "learning.initial.file", "must be the name of a file", file);
    }

    /** The same with a path that is relative to a directory, and the checksum that the file has now, unless one is asked for. */
    GivenWeights in(Path directory) {
        Path path = directory.resolve(file).normalize();
        boolean there = Files.isRegularFile(path) && Files.isReadable(path);
        return new GivenWeights(
                path.toString(), sha256.isPresent() || !there ? sha256 : Optional.of(CheckedFile.sha256(path)));
    }

    /**
     * Replaces drawn weights by those of the file.
     *
     * @param weights drawn, with their feedback and what a method of learning owns; modified
     * @param others draws these of the weights anew, modified
     */
    void enter(NetworkDescription network, NetworkWeights weights, FeedbackDescription description, Runnable others) {
        Path path = Path.of(file);
        Map<String, Array> all = NamedWeights.of(network, weights);
        Map<String, double[]> given = NpzArrays.read(path, all);
        sha256.ifPresent(expected -> {
            String found = CheckedFile.sha256(path);
            if (!found.equals(expected)) {
                throw new UserError(file + ": expected SHA-256 " + expected + ", found " + found);
            }
        });
        requireFeedback(description.given(), given.keySet(), all.keySet(), description.direct());
        if (weights.own().size() > 1 && given.keySet().stream().anyMatch(name -> name.startsWith("S"))) {
            throw new UserError(
                    file
                            + ": expected W, b and Q alone: learning.method has other pathways beside S, which no file holds and which belong to it");
        }
        put(given, network, weights);
        requireExisting(network, weights);
        others.run();
        put(given, network, weights);
    }

    /** @param ofMethod whether S is that of a method of learning, not of feedback */
    private void requireFeedback(Given allowed, Set<String> given, Set<String> all, boolean ofMethod) {
        for (String name : all) {
            if (NamedWeights.feedback(name)
                    && !(ofMethod && name.startsWith("S"))
                    && given.contains(name)
                    && allowed == Given.NO) {
                throw new UserError(
                        file + ": expected no " + name
                                + ": learning.feedback says where feedback comes from, and {fixed: given} that it comes from here");
            }
            if (name.startsWith("Q") && !given.contains(name) && allowed == Given.ALL) {
                throw new UserError(file + ": expected " + name
                        + ", for learning.feedback is {fixed: given}, found only " + String.join(", ", given));
            }
        }
    }

    private static void put(Map<String, double[]> given, NetworkDescription network, NetworkWeights weights) {
        Map<String, Array> arrays = NamedWeights.of(network, weights);
        given.forEach((name, from) -> System.arraycopy(from, 0, arrays.get(name).values(), 0, from.length));
    }

    private void requireExisting(NetworkDescription network, NetworkWeights weights) {
        NetworkWeights masked = weights.copy();
        for (int l = 0; l < network.layers(); l++) {
            masked.maskForward(l, masked.forward(l));
        }
        for (int k = 0; k < network.others().size(); k++) {
            masked.maskOther(k, masked.other(k));
        }
        Map<String, Array> existing = NamedWeights.of(network, masked);
        NamedWeights.of(network, weights).forEach((name, array) -> {
            for (int k = 0; k < array.values().length; k++) {
                if (array.values()[k] != existing.get(name).values()[k]) {
                    int columns = array.shape()[1];
                    throw new UserError(file + ": " + name + ": row " + (k / columns + 1) + ", column "
                            + (k % columns + 1) + ": expected 0, for this synapse does not exist, found "
                            + array.values()[k]);
                }
            }
        });
    }
}
