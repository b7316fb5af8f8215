package org.apical.app.export;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import org.apical.app.data.NpzArrays.Array;
import org.apical.app.experiment.Form;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.description.ProjectionDescription;
import org.apical.network.description.Site;

/**
 * Synapses between two populations of units, with their weights as a formulation has them.
 *
 * @param name {@code W1}, {@code Q1}, {@code S2}, {@code P1} as in {@link NamedWeights}; onto conductances {@code W1_excitatory} and {@code W1_inhibitory}
 * @param from presynaptic population; of feedback {@link #CONTROL}, whose units are the outputs
 * @param delayMs time between a spike, a rate or control and its effect
 * @param unit of the weights
 * @param weights (units x presynaptic units), row-major
 * @param exists 1 where there is a synapse, else 0; of the same length
 */
record Projection(
        String name,
        String from,
        int presynaptic,
        String to,
        int units,
        Site site,
        double delayMs,
        String unit,
        double[] weights,
        double[] exists) {
    /** The population whose units are the numbers u of the controller. */
    static final String CONTROL = "control";

    private static final String PER = "_pA";
    private static final String EXCITATORY = "_excitatory";
    private static final String INHIBITORY = "_inhibitory";

    /**
     * All projections of a network.
     *
     * @param arrays its weights as its formulation has them, by name
     */
    static List<Projection> of(ExportedNetwork exported, Map<String, Array> arrays) {
        List<Projection> all = new ArrayList<>();
        for (Entry<String, Array> one : arrays.entrySet()) {
            if (!one.getKey().startsWith("b")) {
                all.add(of(exported, one.getKey(), arrays));
            }
        }
        return all;
    }

    private static Projection of(ExportedNetwork exported, String array, Map<String, Array> arrays) {
        int per = array.indexOf(PER);
        String name = per < 0 ? array : array.substring(0, per);
        String unit = per < 0 ? "1" : array.substring(per + 1).replace('_', ' ');
        String which = name.replaceAll("_.*", "");
        int number = Integer.parseInt(which.substring(1)) - 1;
        double[] values = arrays.get(array).values();
        double[] exists = exists(exported, which, number, values.length);
        if (name.endsWith(EXCITATORY) || name.endsWith(INHIBITORY)) {
            double[] inhibits =
                    arrays.get(array.replace(EXCITATORY, INHIBITORY)).values();
            for (int k = 0; k < exists.length; k++) {
                exists[k] *= name.endsWith(INHIBITORY) == inhibits[k] > 0 ? 1 : 0;
            }
        }
        NetworkDescription network = exported.formulations().network();
        double step = exported.form() == Form.F3
                ? exported.formulations().experiment().timing().dtMs()
                : 0;
        return switch (which.charAt(0)) {
            case 'W' -> along(name, network.forward().get(number), network, step, unit, values, exists);
            case 'P' -> along(name, network.others().get(number), network, step, unit, values, exists);
            case 'Q' ->
                new Projection(
                        name,
                        CONTROL,
                        network.outputs(),
                        network.chain().get(number).name(),
                        network.units(number),
                        Site.APICAL,
                        exported.formulations().controller().delayMs(),
                        unit.equals("1") ? unit : unit + " per unit of control",
                        values,
                        exists);
            default ->
                new Projection(
                        name,
                        network.chain().get(number).name(),
                        network.units(number),
                        network.chain().get(number - 1).name(),
                        network.units(number - 1),
                        Site.APICAL,
                        0,
                        unit,
                        values,
                        exists);
        };
    }

    private static Projection along(
            String name,
            ProjectionDescription p,
            NetworkDescription network,
            double stepMs,
            String unit,
            double[] values,
            double[] exists) {
        return new Projection(
                name,
                p.from(),
                network.unitsOf(p.from()),
                p.to(),
                network.unitsOf(p.to()),
                p.site(),
                Math.max(stepMs, p.delayMs()),
                unit,
                values,
                exists);
    }

    private static double[] exists(ExportedNetwork exported, String which, int number, int length) {
        NetworkWeights weights = exported.weights();
        double[] exists = new double[length];
        Arrays.fill(exists, 1);
        switch (which.charAt(0)) {
            case 'W' -> weights.maskForward(number, exists);
            case 'P' -> weights.maskOther(number, exists);
            case 'Q' -> weights.maskFeedback(number, exists);
            default -> {
                // backward weights have all synapses
            }
        }
        return exists;
    }

    /** Synapses. */
    int edges() {
        return (int) Arrays.stream(exists).filter(x -> x != 0).count();
    }
}
