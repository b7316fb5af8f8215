package org.apical.plasticity.theory;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apical.network.control.OutputTarget;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.description.OwnPathway;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.plasticity.theory.EquilibriumParams.Backward;
import org.apical.plasticity.theory.EquilibriumParams.Nudges;
import org.apical.plasticity.training.SampleSet;
import org.apical.plasticity.training.Samples;
import org.apical.plasticity.training.Targets;
import org.apical.plasticity.update.WeightUpdate;

/**
 * Equilibrium propagation (Scellier and Bengio 2017), with finite nudges on one side or on both (centred; Laborieux et al. 2021) and, with backward weights S of their own, Jacobian homeostasis (Laborieux and Zenke 2023).
 * r^0, v^0 are the free fixed point of {@link RecurrentChain}, whose output is also what the network answers, and r^beta, v^beta a nudged one. D f is (f^beta - f^-beta)/(2 beta), centred, or (f^beta - f^0)/beta.
 *
 * <p>With S_i = gamma W_i^T (gamma 1 in both publications; a gain of top-down weights below 1 is that of Xie and Seung 2003) the fixed points are those of the energy sum_i gamma^{i-1} [G_i(r_i) - b_i.r_i - r_i.W_i r_{i-1}],
 * G_i' = phi_i^{-1} (Hopfield 1984), and
 *
 * <pre>
 * d_i = gamma^{i-L} D (r_i r_{i-1}^T)        db_i = gamma^{i-L} D r_i
 * </pre>
 *
 * is minus the gradient of the loss C at the free fixed point, -dC/dr_L = x, but for O(beta^2), or O(beta); for gamma -> 0 that is backpropagation. With S of its own there is no energy; the nudge is x = -dC/dv_L, and in the
 * vector field F_i = -v_i + W_i r_{i-1} + b_i + S_{i+1} r_{i+1}
 *
 * <pre>
 * d_i = gamma^{i-L} (D v_i) (r_{i-1}^0)^T + h H(W_i)        d(S_{i+1}) = gamma^{i-L} (D v_i) (r_{i+1}^0)^T + h H(S_{i+1})        db_i = gamma^{i-L} D v_i
 * H = -d/d. of 1/2 sum_{i,jk} (S_{i+1,jk} phi'_{i+1,k} - gamma W_{i+1,kj} phi'_{i,j})^2    at v^0 as it is, 1/4 |J - J^T|_F^2 for gamma = 1
 * </pre>
 *
 * with J = dF/dv; where H rests at 0 d is the gradient again (Laborieux and Zenke 2023: the error -J^{-1} dC/dv of equilibrium propagation beside -J^{-T} dC/dv of recurrent backpropagation). They estimate 1/2 |J - J^T|_F^2, their L_homeo (12, arXiv 2309.02214v2 by another's account), twice what is descended here, by random vectors; here
 * it is taken in closed form, which reads the weight of the synapse between the same two units in the other direction. Mean over samples; blocks of any width have the same bits. Not thread-safe.
 */
public final class EquilibriumPropagation extends SynapticTheory {
    private static final String RATE = "rate, ";
    private static final String POTENTIAL = "potential, ";
    private static final String SLOPE = "slope of the rate, free";
    private static final String FREE = "free";
    private static final String NUDGED = "nudged";
    private static final String BACK = "nudged the other way";
    private static final OutputTarget NONE = OutputTarget.ownOutput();

    private final Targets targets;
    private final EquilibriumParams params;
    private final double[][] transposed;

    /**
     * @param network a chain
     * @param targets r_L*, x = r_L* - r_L
     */
    public EquilibriumPropagation(
            NetworkDescription network, Targets targets, MatrixProduct product, EquilibriumParams params) {
        super(network, product, LANES);
        this.targets = targets;
        this.params = params;
        this.transposed = new double[network.layers()][];
        Arrays.setAll(transposed, l -> new double[own() ? 0 : network.units(l) * network.presynapticUnits(l)]);
    }

    private boolean own() {
        return params.backward() == Backward.OWN;
    }

    /** S of a layer. */
    private IntFunction<double[]> backward(NetworkWeights weights) {
        if (own()) {
            return weights::backward;
        }
        for (int l = 1; l < network.layers(); l++) {
            MatrixProduct.transpose(network.units(l), network.presynapticUnits(l), weights.forward(l), transposed[l]);
            for (int k = 0; k < transposed[l].length; k++) {
                transposed[l][k] *= params.gain();
            }
        }
        return l -> transposed[l];
    }

    /** The network without a nudge. */
    RecurrentChain free(NetworkWeights weights, Samples samples) {
        RecurrentChain chain = new RecurrentChain(
                network,
                weights,
                backward(weights),
                own(),
                samples.lanes(0, samples.size()),
                product,
                params.settling());
        chain.settle(0, NONE);
        return chain;
    }

    /** r_L of the free fixed point, [sample][output]. */
    public double[][] outputs(NetworkWeights weights, SampleSet samples) {
        return answers(samples, some -> free(weights, some).rate(network.layers() - 1));
    }

    @Override
    protected WeightUpdate none() {
        return own() ? new WeightUpdate(network, List.of(OwnPathway.BACKWARD)) : super.none();
    }

    /** Phases whose difference counts: what is added, then what is taken away. */
    private List<String> phases() {
        return params.nudges() == Nudges.CENTRED ? List.of(NUDGED, BACK) : List.of(FREE, NUDGED);
    }

    private boolean homeostasis() {
        return params.homeostasis() > 0;
    }

    /** W and, where it is a weight of its own, S of the same pair of neurons, to which pre- and postsynaptic are the other way round. */
    @Override
    public Set<SynapticReading> reads(int layer) {
        Set<SynapticReading> reads = new LinkedHashSet<>();
        for (String phase : phases()) {
            if (own()) {
                reads.add(SynapticReading.post(POTENTIAL + phase));
                if (layer > 0) {
                    reads.add(SynapticReading.pre(POTENTIAL + phase));
                }
            } else {
                reads.add(SynapticReading.pre(RATE + phase));
                reads.add(SynapticReading.post(RATE + phase));
            }
        }
        if (own()) {
            reads.add(SynapticReading.pre(RATE + FREE));
            if (layer > 0) {
                reads.add(SynapticReading.post(RATE + FREE));
            }
        }
        if (homeostasis() && layer > 0) {
            reads.addAll(Set.of(
                    SynapticReading.pre(SLOPE),
                    SynapticReading.post(SLOPE),
                    SynapticReading.WEIGHT,
                    SynapticReading.RECIPROCAL_WEIGHT));
        }
        return reads;
    }

    /** All but the last phase. */
    @Override
    public Set<String> earlier() {
        String last = phases().get(1);
        return Stream.of(FREE, NUDGED, BACK)
                .filter(phase -> !phase.equals(last))
                .flatMap(phase -> Stream.of(RATE + phase, POTENTIAL + phase, SLOPE))
                .collect(Collectors.toSet());
    }

    @Override
    public void present(NetworkWeights weights, Samples block, int of, long trial, Consumer<BatchActivity> moments) {
        RecurrentChain chain = free(weights, block);
        OutputTarget target = targets.of(block);
        Map<String, double[][]> rates = new LinkedHashMap<>();
        Map<String, double[][]> potentials = new LinkedHashMap<>();
        double[][] slopes = layers(chain::slopes);
        keep(chain, FREE, rates, potentials);
        chain.settle(params.beta(), target);
        keep(chain, NUDGED, rates, potentials);
        if (params.nudges() == Nudges.CENTRED) {
            chain.settle(-params.beta(), target);
            keep(chain, BACK, rates, potentials);
        }
        BatchActivity activity = new BatchActivity(block.size(), chain.steps());
        rates.forEach((phase, all) -> activity.with(RATE + phase, chain.presynaptic(0), all));
        potentials.forEach((phase, all) -> activity.with(POTENTIAL + phase, all));
        moments.accept(activity.with(SLOPE, slopes));
    }

    private void keep(
            RecurrentChain chain, String phase, Map<String, double[][]> rates, Map<String, double[][]> potentials) {
        rates.put(phase, layers(l -> chain.rate(l).clone()));
        potentials.put(phase, layers(l -> chain.potential(l).clone()));
    }

    private double[][] layers(IntFunction<double[]> of) {
        return IntStream.range(0, network.layers()).mapToObj(of).toArray(double[][]::new);
    }

    @Override
    protected void change(SynapseActivity here, int of, WeightUpdate update) {
        if (own()) {
            learnOfVectorField(here, of, update);
        } else {
            learnOfEnergy(here, of, update);
        }
    }

    private double width() {
        return params.nudges() == Nudges.CENTRED ? 2 * params.beta() : params.beta();
    }

    /** gamma^{i-L} of a layer. */
    private double share(int layer) {
        return Math.pow(params.gain(), layer + 1 - network.layers());
    }

    /** 1 where a phase is added, -1 where it is taken away. */
    private static int sign(String phase) {
        return phase.equals(NUDGED) ? 1 : -1;
    }

    /** factor r_i r_{i-1}^T of each phase. */
    private void learnOfEnergy(SynapseActivity here, int of, WeightUpdate update) {
        int l = here.layer();
        double factor = 1 / (width() * of);
        for (String phase : phases()) {
            double[] post = scaled(here.post(RATE + phase), sign(phase) * factor * share(l));
            add(here, post, here.pre(RATE + phase), update);
        }
    }

    private void learnOfVectorField(SynapseActivity here, int of, WeightUpdate update) {
        int l = here.layer();
        double factor = 1 / (width() * of);
        WeightUpdate back = update.own(OwnPathway.BACKWARD).orElseThrow();
        if (homeostasis() && l > 0) {
            addHomeostasis(here, params.homeostasis() / of, update);
        }
        double[] moved = scaled(moved(here::post, factor), share(l));
        add(here, moved, here.pre(RATE + FREE), update);
        if (l > 0) {
            new BatchInputs(network, here.lanes(), product)
                    .addProduct(
                            l, here.post(RATE + FREE), scaled(moved(here::pre, factor), share(l - 1)), back.forward(l));
        }
    }

    /** D v times a factor. */
    private double[] moved(Function<String, double[]> side, double factor) {
        double[] first = side.apply(POTENTIAL + phases().get(0));
        double[] second = side.apply(POTENTIAL + phases().get(1));
        double[] moved = new double[first.length];
        for (int k = 0; k < moved.length; k++) {
            moved[k] = sign(phases().get(0)) * factor * first[k] + sign(phases().get(1)) * factor * second[k];
        }
        return moved;
    }

    /** h H of W and S of a layer above the first, from the slopes of the free phase. */
    private void addHomeostasis(SynapseActivity here, double factor, WeightUpdate update) {
        int l = here.layer();
        WeightUpdate back = update.own(OwnPathway.BACKWARD).orElseThrow();
        int units = network.units(l);
        int below = network.units(l - 1);
        double[] upper = here.post(SLOPE);
        double[] lower = here.pre(SLOPE);
        double[] both = new double[units * below];
        new BatchInputs(network, here.lanes(), product).addProduct(l, upper, lower, both);
        double[] ofUpper = squares(upper, units);
        double[] ofLower = squares(lower, below);
        double[] w = here.weight();
        double[] s = here.reciprocal();
        double gain = params.gain();
        for (int k = 0; k < units; k++) {
            for (int j = 0; j < below; j++) {
                int at = k * below + j;
                double sJk = s[j * units + k];
                update.forward(l)[at] += factor * gain * (sJk * both[at] - gain * w[at] * ofLower[j]);
                back.forward(l)[at] += factor * (gain * w[at] * both[at] - sJk * ofUpper[k]);
            }
        }
    }

    /** The sum over lanes of the squares of each unit. */
    private static double[] squares(double[] x, int units) {
        int lanes = x.length / units;
        double[] sums = new double[units];
        for (int k = 0; k < x.length; k++) {
            sums[k / lanes] += x[k] * x[k];
        }
        return sums;
    }
}
