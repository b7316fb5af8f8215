package org.apical.network.formulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apical.network.control.ControllerDescription;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.description.SourceDescription;
import org.apical.network.description.SynapticWeights;
import org.apical.network.dynamics.ApicalDendrite;
import org.apical.network.dynamics.ConstantInput;
import org.apical.network.dynamics.ControlledChain;
import org.apical.network.dynamics.FeedbackPath;
import org.apical.network.dynamics.InputSource;
import org.apical.network.dynamics.LateralInhibition;
import org.apical.network.dynamics.Layer;
import org.apical.network.dynamics.RateLayer;
import org.apical.network.dynamics.Simulation;
import org.apical.network.dynamics.Simulation.ControlPath;
import org.apical.network.dynamics.Simulation.Populations;
import org.apical.network.dynamics.Timing;
import org.apical.neuron.compartment.LinearFilter;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.parameter.Require;
import org.apical.neuron.reduction.RateCode;

/**
 * F1: the abstract equations of physics.md 1; what lateral, recurrent and source projections (which send r = 1, or 0 where they are silent) carry is added to W r or to Q u after its delay.
 *
 * @param tauVOverTauU tau_v in units of tau_u
 * @param apical how feedback reaches the soma, one instance a layer
 * @param feedback the path of the control to the dendrites
 */
public record RateFormulation(
        NetworkDescription network,
        Timing timing,
        ControllerDescription controller,
        double tauVOverTauU,
        List<ApicalDendrite> apical,
        FeedbackPath feedback,
        MatrixProduct product)
        implements Formulation {

    public RateFormulation {
        network.requireGrid(timing.dtMs());
        apical = List.copyOf(apical);
        feedback.check(network);
        Require.positive("RateFormulation.tauVOverTauU", tauVOverTauU, "(dimensionless)");
        Require.that(
                timing.dtOverTauU() < 2 * tauVOverTauU,
                "RateFormulation.dt",
                "must be below 2 tau_v = " + 2 * tauVOverTauU + " (units of tau_u)",
                timing.dtOverTauU());
    }

    /** With direct feedback, Q u. */
    public RateFormulation(
            NetworkDescription network,
            Timing timing,
            ControllerDescription controller,
            double tauVOverTauU,
            List<ApicalDendrite> apical,
            MatrixProduct product) {
        this(network, timing, controller, tauVOverTauU, apical, new FeedbackPath.Direct(), product);
    }

    /** With feedback that acts at once, tau_a -> 0. */
    public static RateFormulation of(
            NetworkDescription network,
            Timing timing,
            ControllerDescription controller,
            double tauVOverTauU,
            MatrixProduct product) {
        List<ApicalDendrite> instant = java.util.Collections.nCopies(network.layers(), new ApicalDendrite.Instant());
        return new RateFormulation(network, timing, controller, tauVOverTauU, instant, product);
    }

    @Override
    public String id() {
        return "F1";
    }

    @Override
    public String title() {
        return "abstract rates";
    }

    @Override
    public boolean spikes() {
        return false;
    }

    /** tau_v. */
    @Override
    public List<Double> lagsMs(int layer) {
        return List.of(tauVOverTauU * timing.tauUMs());
    }

    @Override
    public LinearFilter forwardFilter(int layer) {
        return LinearFilter.lowPass(timing.dtOverTauU() / tauVOverTauU);
    }

    @Override
    public LinearFilter feedbackFilter(int layer) {
        return apical.get(layer).filter().then(forwardFilter(layer));
    }

    @Override
    public boolean directFeedback() {
        return feedback.direct();
    }

    /** Of a plain chain without delays or dendrites of their own, under the law itself with direct feedback. */
    @Override
    public Optional<ControlledChain> differential() {
        boolean chain = network.isPlainChain()
                && network.forward().stream().allMatch(projection -> projection.delayMs() == 0)
                && apical.stream().allMatch(new ApicalDendrite.Instant()::equals)
                && directFeedback();
        double duration = (timing.steps() - 1) * timing.dtOverTauU();
        return controller
                .law()
                .filter(law -> chain && duration > 0 && law.equals(controller))
                .map(law -> new ControlledChain(network, law, tauVOverTauU, duration, product));
    }

    @Override
    public RateFormulation withTiming(Timing other) {
        return new RateFormulation(network, other, controller, tauVOverTauU, apical, feedback, product);
    }

    /** The same with another tau_v (units of tau_u). */
    public RateFormulation withTauV(double other) {
        return new RateFormulation(network, timing, controller, other, apical, feedback, product);
    }

    /** The same with another path of the control to the dendrites. */
    public RateFormulation withFeedback(FeedbackPath other) {
        return new RateFormulation(network, timing, controller, tauVOverTauU, apical, other, product);
    }

    @Override
    public RateFormulation withController(ControllerDescription other) {
        return new RateFormulation(network, timing, other, tauVOverTauU, apical, feedback, product);
    }

    @Override
    public RateFormulation withApical(List<ApicalDendrite> other) {
        return new RateFormulation(network, timing, controller, tauVOverTauU, other, feedback, product);
    }

    @Override
    public SynapticWeights map(NetworkWeights weights) {
        NetworkWeights copy = weights.copy();
        int layers = network.layers();
        double[][] forward = new double[layers][];
        double[][] bias = new double[layers][];
        double[][] q = new double[layers][];
        double[][] backward = new double[layers][];
        for (int l = 0; l < layers; l++) {
            forward[l] = copy.forward(l);
            bias[l] = copy.bias(l);
            q[l] = copy.feedback(l);
            backward[l] = copy.backward(l);
        }
        double[][] others = new double[network.others().size()][];
        for (int k = 0; k < others.length; k++) {
            others[k] = copy.other(k);
        }
        return new SynapticWeights(network, forward, bias, q, others, backward);
    }

    @Override
    public NetworkWeights abstractWeights(SynapticWeights weights) {
        NetworkWeights result =
                NetworkWeights.of(network, l -> weights.forward(l).byUnit(), weights::bias, weights::feedback);
        for (int k = 0; k < network.others().size(); k++) {
            double[] w = weights.other(k).byUnit();
            System.arraycopy(w, 0, result.other(k), 0, w.length);
        }
        return result;
    }

    @Override
    public PotentialBounds potentialBounds(int layer) {
        return PotentialBounds.ABSTRACT;
    }

    @Override
    public Simulation simulation(int lanes) {
        network.requireRoom(lanes);
        List<Layer> layers = new ArrayList<>();
        for (int l = 0; l < network.layers(); l++) {
            layers.add(new RateLayer(
                    network.transfer(l),
                    apical.get(l).at(l, network.units(l), lanes, 1),
                    timing.dtOverTauU() / tauVOverTauU,
                    product.kernels(),
                    new LateralInhibition(
                            network.chain().get(l).competition(), timing.steps(), network.units(l), lanes),
                    network.units(l),
                    lanes));
        }
        List<InputSource> sources = new ArrayList<>();
        for (SourceDescription source : network.sources()) {
            sources.add(new ConstantInput(new RateCode(0, 1), source.units(), lanes));
        }
        Populations populations = new Populations(
                new ConstantInput(new RateCode(0, 1), network.inputs(), lanes),
                sources,
                layers,
                controller.controller(new ControllerDescription.Place(
                        timing.dtOverTauU(), network.outputs(), lanes, product.kernels())),
                ControlPath.DRIVE,
                feedback);
        return new Simulation(network, timing, populations, product, lanes);
    }
}
