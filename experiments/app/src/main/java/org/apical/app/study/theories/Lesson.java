package org.apical.app.study.theories;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apical.app.experiment.Form;
import org.apical.app.study.StudyNetwork;
import org.apical.neuron.parameter.Require;

/**
 * What a network learns, and which one.
 *
 * @param hidden units of each hidden layer (tanh; the output is linear but for theories that set it)
 * @param form formulation
 * @param train images that are learned from
 * @param epochs of learning
 */
public record Lesson(ImageData images, List<Integer> hidden, Form form, int train, int epochs) {
    private static final StudyNetwork DESCRIBED = StudyNetwork.of("theories");

    public Lesson {
        hidden = List.copyOf(hidden);
        Require.atLeast("Lesson.train", train, 1);
        Require.atLeast("Lesson.epochs", epochs, 1);
    }

    /** The same with so many hidden layers of the width of the first. */
    Lesson deep(int layers) {
        return new Lesson(
                images, IntStream.range(0, layers).mapToObj(k -> hidden.get(0)).toList(), form, train, epochs);
    }

    /** The same as another formulation. */
    Lesson as(Form other) {
        return new Lesson(images, hidden, other, train, epochs);
    }

    /** The network that learns it by a theory. */
    StudyNetwork network(Theory theory, double rate, long seed) {
        String layers = IntStream.range(0, hidden.size())
                .mapToObj(k -> "{name: hidden " + (k + 1) + ", units: " + hidden.get(k) + ", transfer: tanh}, ")
                .collect(Collectors.joining("", "[", "{name: output, transfer: linear}]"));
        return theory.of(
                DESCRIBED
                        .with("data", images.data(train))
                        .with("layers", layers)
                        .with("formulations", "[" + form + "]")
                        .with("learning.optimiser.rate", rate)
                        .with("learning.epochs", epochs)
                        .with("seed", seed),
                hidden.size());
    }

    /** Its name in names of files. */
    String id() {
        return images.id() + "-" + hidden.stream().map(String::valueOf).collect(Collectors.joining("-")) + "-" + form;
    }

    /** Its name before those of parts. */
    String name() {
        return images.label() + " " + hidden.stream().map(String::valueOf).collect(Collectors.joining("-")) + " " + form
                + ", " + train + " images, " + epochs + " epochs";
    }
}
