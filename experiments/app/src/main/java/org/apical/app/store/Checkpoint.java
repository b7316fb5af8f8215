package org.apical.app.store;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.apical.app.UserError;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.description.ProjectionDescription;

/**
 * What is kept of a formulation of a run, as named blocks of numbers: its state ({@link StateBlocks}), or the weights of its network after an epoch, in abstract units: {@code forward/hidden},
 * {@code bias/hidden}, {@code feedback/hidden} for each layer, {@code mask/hidden} where not every synapse exists, {@code backward/hidden} where there is such a pathway, {@code other/0/hidden to
 * hidden} for each projection outside the chain. Blocks of other names may stand beside them.
 *
 * @param run the run; empty in files that do not say
 * @param formulation F1, F2 or F3
 * @param seed root of the random streams of the run
 * @param epoch epochs learned
 * @param blocks by name
 */
public record Checkpoint(String run, String formulation, long seed, int epoch, Map<String, Block> blocks) {
    private static final String FORWARD = "forward/";
    private static final String BIAS = "bias/";
    private static final String FEEDBACK = "feedback/";
    private static final String BACKWARD = "backward/";
    private static final String MASK = "mask/";

    /**
     * An array.
     *
     * @param shape of at most four dimensions
     * @param values row-major; not to be written
     */
    public record Block(int[] shape, double[] values) {
        private String text() {
            return Arrays.stream(shape).mapToObj(String::valueOf).collect(Collectors.joining(" x "));
        }
    }

    /**
     * Of weights as they are now; copies.
     *
     * @throws UserError if one of them is not finite: such weights do not replace good ones
     */
    public static Checkpoint of(
            String run, String formulation, long seed, int epoch, NetworkDescription network, NetworkWeights weights) {
        Map<String, Block> blocks = new LinkedHashMap<>();
        for (int l = 0; l < network.layers(); l++) {
            String layer = network.chain().get(l).name();
            int units = network.units(l);
            int presynaptic = network.presynapticUnits(l);
            put(blocks, FORWARD + layer, weights.forward(l), units, presynaptic);
            put(blocks, BIAS + layer, weights.bias(l), units);
            put(blocks, FEEDBACK + layer, weights.feedback(l), units, network.outputs());
            if (weights.backward(l).length > 0) {
                put(blocks, BACKWARD + layer, weights.backward(l), presynaptic, units);
            }
            weights.forwardMask(l).ifPresent(mask -> put(blocks, MASK + layer, mask, units, presynaptic));
        }
        for (int k = 0; k < network.others().size(); k++) {
            ProjectionDescription p = network.others().get(k);
            put(blocks, other(network, k), weights.other(k), network.unitsOf(p.to()), network.unitsOf(p.from()));
        }
        return new Checkpoint(run, formulation, seed, epoch, blocks);
    }

    private static void put(Map<String, Block> blocks, String name, double[] values, int... shape) {
        requireFinite("checkpoint", name, values);
        blocks.put(name, new Block(shape, values.clone()));
    }

    private static String other(NetworkDescription network, int k) {
        ProjectionDescription p = network.others().get(k);
        return "other/" + k + "/" + p.from() + " to " + p.to();
    }

    /**
     * The weights, for a network of the same shape.
     *
     * @param place where this was read, for messages
     */
    public NetworkWeights weights(NetworkDescription network, String place) {
        double[][] masks = new double[network.layers()][];
        for (int l = 0; l < masks.length; l++) {
            String name = MASK + network.chain().get(l).name();
            if (blocks.containsKey(name)) {
                masks[l] = values(place, name, network.units(l), network.presynapticUnits(l));
            }
        }
        NetworkWeights weights = NetworkWeights.masked(network, masks);
        for (int l = 0; l < masks.length; l++) {
            String layer = network.chain().get(l).name();
            int units = network.units(l);
            copy(values(place, FORWARD + layer, units, network.presynapticUnits(l)), weights.forward(l));
            copy(values(place, BIAS + layer, units), weights.bias(l));
            copy(values(place, FEEDBACK + layer, units, network.outputs()), weights.feedback(l));
            if (blocks.containsKey(BACKWARD + layer)) {
                weights.setBackward(l, values(place, BACKWARD + layer, network.presynapticUnits(l), units));
            }
        }
        for (int k = 0; k < network.others().size(); k++) {
            ProjectionDescription p = network.others().get(k);
            int to = network.unitsOf(p.to());
            copy(values(place, other(network, k), to, network.unitsOf(p.from())), weights.other(k));
        }
        return weights;
    }

    private static void copy(double[] from, double[] to) {
        System.arraycopy(from, 0, to, 0, to.length);
    }

    private double[] values(String place, String name, int... shape) {
        Block expected = new Block(shape, new double[0]);
        Block block = blocks.get(name);
        if (block == null) {
            throw new UserError(place + ": expected a block " + name + " of " + expected.text() + ", found none");
        }
        if (!Arrays.equals(block.shape, shape)) {
            throw new UserError(place + ": " + name + ": expected " + expected.text() + ", found " + block.text());
        }
        requireFinite(place, name, block.values);
        return block.values;
    }

    private static void requireFinite(String place, String name, double[] values) {
        for (double x : values) {
            if (!Double.isFinite(x)) {
                throw new UserError(place + ": " + name + ": expected finite weights, found " + x);
            }
        }
    }
}
