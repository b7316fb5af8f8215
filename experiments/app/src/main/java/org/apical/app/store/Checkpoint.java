package org.apical.app.store;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apical.app.UserError;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.description.OwnPathway;
import org.apical.network.description.OwnPathway.Way;
import org.apical.network.description.ProjectionDescription;

/**
 * What is kept of a formulation of a run, as named blocks of numbers: its state ({@link StateBlocks}), or the weights of its network after an epoch, in abstract units: {@code forward/hidden},
 * {@code bias/hidden}, {@code feedback/hidden} for each layer, {@code mask/hidden} where not every synapse exists, {@code backward/hidden} where there is such a pathway, {@code up/interneurons/hidden} with {@code up bias/interneurons/hidden} or {@code
 * down/inhibition/hidden} for each other one between neighbouring layers that a theory of learning owns, {@code other/0/hidden to hidden} for each projection outside the chain. Blocks of other names may stand beside them.
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
    private static final String UP = "up/";
    private static final String UP_BIAS = "up bias/";
    private static final String DOWN = "down/";
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
            for (OwnPathway pathway : weights.own()) {
                if (weights.own(pathway, l).length > 0) {
                    put(blocks, own(pathway, layer), weights.own(pathway, l), shape(pathway, network, l));
                }
                if (weights.ownBias(pathway, l).length > 0) {
                    put(blocks, ownBias(pathway, layer), weights.ownBias(pathway, l), units);
                }
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
            for (OwnPathway pathway : own()) {
                if (blocks.containsKey(own(pathway, layer))) {
                    weights.setOwn(pathway, l, values(place, own(pathway, layer), shape(pathway, network, l)));
                }
                if (blocks.containsKey(ownBias(pathway, layer))) {
                    copy(values(place, ownBias(pathway, layer), units), weights.ownBias(pathway, l));
                }
            }
        }
        for (int k = 0; k < network.others().size(); k++) {
            ProjectionDescription p = network.others().get(k);
            int to = network.unitsOf(p.to());
            copy(values(place, other(network, k), to, network.unitsOf(p.from())), weights.other(k));
        }
        return weights;
    }

    private static String own(OwnPathway pathway, String layer) {
        return pathway.equals(OwnPathway.BACKWARD)
                ? BACKWARD + layer
                : (pathway.way() == Way.UP ? UP : DOWN) + pathway.name() + "/" + layer;
    }

    private static String ownBias(OwnPathway pathway, String layer) {
        return UP_BIAS + pathway.name() + "/" + layer;
    }

    private static int[] shape(OwnPathway pathway, NetworkDescription network, int l) {
        int units = network.units(l);
        int presynaptic = network.presynapticUnits(l);
        return pathway.way() == Way.UP ? new int[] {units, presynaptic} : new int[] {presynaptic, units};
    }

    /** The pathways between neighbouring layers of which there are blocks. */
    private Set<OwnPathway> own() {
        Set<OwnPathway> all = new LinkedHashSet<>();
        for (String name : blocks.keySet()) {
            String[] parts = name.split("/", 3);
            if (name.startsWith(BACKWARD)) {
                all.add(OwnPathway.BACKWARD);
            } else if (parts.length == 3 && (name.startsWith(UP) || name.startsWith(DOWN))) {
                all.add(new OwnPathway(parts[1], name.startsWith(UP) ? Way.UP : Way.DOWN));
            }
        }
        return all;
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
