package org.apical.app.compare;

import java.util.List;
import java.util.Optional;
import org.apical.app.compare.CompareResult.Represented;
import org.apical.app.compare.CompareSettings.Control;
import org.apical.app.compare.CompareSettings.Neurons;
import org.apical.app.compare.CompareSettings.Output;
import org.apical.app.compare.CompareSettings.Spiking;
import org.apical.app.data.Digits;
import org.apical.network.description.NetworkDescription;
import org.apical.network.dynamics.Timing;
import org.apical.network.dynamics.Timing.ControlTiming;
import org.apical.network.dynamics.Timing.Transmission;
import org.apical.network.formulation.Formulation;
import org.apical.network.formulation.GradedFormulation;
import org.apical.network.formulation.NeuronSet;
import org.apical.network.formulation.RateFormulation;
import org.apical.network.formulation.SpikingFormulation;
import org.apical.neuron.compartment.ExactIntegration;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.reduction.LifFiCurve;
import org.apical.neuron.reduction.RateCode;
import org.apical.neuron.reduction.UnitCode;
import org.apical.neuron.transfer.FiCurve;
import org.apical.neuron.transfer.FiCurveTransfer;
import org.apical.neuron.transfer.RectifiedLinear;
import org.apical.neuron.transfer.Tanh;
import org.apical.neuron.transfer.TransferFunction;
import org.apical.plasticity.rule.DendriticPrediction;
import org.apical.plasticity.rule.DendriticPrediction.Teacher;
import org.apical.plasticity.rule.LocalRule;
import org.apical.plasticity.rule.Prediction;

/** The network of a comparison and its three formulations, built from the settings. */
final class Models {
    private static final int CLASSES = 10;

    private final CompareSettings settings;
    private final MatrixProduct product;
    private final NetworkDescription network;
    private final NeuronSet neurons;
    /** That of F3. */
    private final RepresentedRange controller;

    Models(CompareSettings settings, MatrixProduct product) {
        this.settings = settings;
        this.product = product;
        Neurons n = settings.neurons();
        TransferFunction hidden = new Tanh();
        TransferFunction output = new RectifiedLinear(n.output().rates().rate(0));
        NeuronSet set = new NeuronSet(n.cell(), n.input(), n.hidden(), n.output());
        if (settings.spiking().output() == Output.LIF) {
            FiCurve curve = LifFiCurve.sample(
                    settings.spiking().lif(),
                    settings.spiking().lifNoiseMv(),
                    n.cell().somaticTimeConstantMs(),
                    settings.control().dtMs());
            UnitCode hiddenCode = lifCode(curve, n.hidden());
            UnitCode outputCode = lifCode(curve, n.output());
            hidden = transfer(curve, hiddenCode);
            output = transfer(curve, outputCode);
            set = new NeuronSet(n.cell(), n.input(), hiddenCode, outputCode);
        }
        this.neurons = set;
        this.network = new NetworkDescription(
                List.of(Digits.PIXELS, settings.learning().hiddenUnits(), CLASSES), hidden, output);
        Control c = settings.control();
        this.controller = new RepresentedRange(
                settings.controller().describe(c.controller(), c.dtMs(), network.outputs(), settings.seed()));
    }

    /**
     * The code under which a f–I curve has phi(0) = 0 and phi'(0) = 1 at the potentials of the given code: nu_0 and nu_1 are rate and slope
     * there.
     */
    private UnitCode lifCode(FiCurve curve, UnitCode code) {
        double origin = settings.neurons().cell().restMv() + code.offsetMv();
        return new UnitCode(
                code.offsetMv(),
                code.scaleMv(),
                new RateCode(curve.rateHz(origin), curve.slopeHzPerMv(origin) * code.scaleMv()));
    }

    private TransferFunction transfer(FiCurve curve, UnitCode code) {
        return new FiCurveTransfer(
                "f–I curve",
                curve,
                settings.neurons().cell().restMv() + code.offsetMv(),
                code.scaleMv(),
                code.rates().baselineHz(),
                code.rates().gainHz());
    }

    NetworkDescription network() {
        return network;
    }

    /** How layers are coded in mV and Hz. */
    NeuronSet neurons() {
        return neurons;
    }

    Formulation rates() {
        Control c = settings.control();
        return RateFormulation.of(
                network,
                deterministicTiming(),
                c.controller(),
                neurons.cell().somaticTimeConstantMs() / c.tauUMs(),
                product);
    }

    Formulation graded() {
        Control c = settings.control();
        return new GradedFormulation(
                network,
                deterministicTiming(),
                c.controller(),
                neurons,
                new ExactIntegration(neurons.cell(), c.dtMs()),
                product);
    }

    Formulation spiking() {
        Control c = settings.control();
        Spiking s = settings.spiking();
        return new SpikingFormulation(
                network, spikingTiming(), controller, neurons, s.units(), s.synapseTauMs(), c.dtMs(), product);
    }

    /** How far the neurons of a formulation's controller went, if it has any. */
    Optional<Represented> represented(Formulation formulation) {
        return formulation instanceof SpikingFormulation ? controller.largest() : Optional.empty();
    }

    /** Rates and graded compartments read V* as it is; spiking ones through the somatic time constant (physics.md 7). */
    LocalRule rule(Formulation formulation) {
        Teacher teacher = Teacher.SOMATIC_VOLTAGE;
        Prediction prediction = new Prediction.Instantaneous();
        if (formulation instanceof SpikingFormulation) {
            prediction = new Prediction.ThroughSoma(
                    neurons.cell().somaticTimeConstantMs(), settings.control().dtMs());
            if (settings.spiking().output() == Output.LIF) {
                teacher = Teacher.OWN_SPIKES;
            }
        }
        return new DendriticPrediction(teacher, prediction, product);
    }

    /** Steps of a time (ms). */
    int steps(double ms) {
        return (int) Math.round(ms / settings.control().dtMs());
    }

    private Timing deterministicTiming() {
        return timing(0, 0, Transmission.INSTANTANEOUS);
    }

    private Timing spikingTiming() {
        Spiking s = settings.spiking();
        return timing(steps(s.freeMs()), steps(s.warmupMs()), Transmission.PREVIOUS_STEP);
    }

    private Timing timing(int free, int warmup, Transmission transmission) {
        Control c = settings.control();
        return new Timing(
                free,
                warmup,
                steps(c.presentationMs()),
                c.dtMs() / c.tauUMs(),
                c.tauUMs(),
                transmission,
                ControlTiming.PROACTIVE);
    }
}
