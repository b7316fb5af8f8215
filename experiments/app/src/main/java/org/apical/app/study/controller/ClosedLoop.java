package org.apical.app.study.controller;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.apical.app.compare.RepresentedRange;
import org.apical.network.control.ControlSynapses;
import org.apical.network.control.ControllerDescription;
import org.apical.network.control.EnsembleControl;
import org.apical.network.control.OutputTarget;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.dynamics.Presentation;
import org.apical.network.dynamics.Presentation.Phase;
import org.apical.network.dynamics.Timing;
import org.apical.network.dynamics.Timing.ControlTiming;
import org.apical.network.dynamics.Timing.Transmission;
import org.apical.network.ensemble.EnsembleParams;
import org.apical.network.ensemble.PopulationKind;
import org.apical.network.formulation.NeuronSet;
import org.apical.network.formulation.SpikingFormulation;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.population.EscapeNoiseUnits;
import org.apical.neuron.random.Purpose;
import org.apical.neuron.random.RandomStreams;
import org.apical.neuron.reduction.RateCode;
import org.apical.neuron.reduction.UnitCode;
import org.apical.neuron.transfer.RectifiedLinear;
import org.apical.neuron.transfer.Tanh;

/**
 * A small F3 network, cells and codes as in a comparison, whose output is held away from its free value. Same weights, input and layer noise under every
 * controller.
 */
final class ClosedLoop {
    private static final double FREE_MS = 300;
    private static final double WARMUP_MS = 50;
    private static final double BASAL_TAU_MS = 5;

    private final ControllerPlan plan;
    private final MatrixProduct product;
    private final NetworkDescription network;
    private final NeuronSet neurons;
    private final RandomStreams streams;

    ClosedLoop(ControllerPlan plan, MatrixProduct product) {
        this.plan = plan;
        this.product = product;
        ControllerPlan.Loop loop = plan.loop();
        UnitCode output = new UnitCode(15, 1.5, new RateCode(200, 20));
        this.neurons = new NeuronSet(
                PyramidalCell.standard(), new RateCode(0, 100), new UnitCode(15, 5, new RateCode(100, 100)), output);
        this.network = new NetworkDescription(
                List.of(loop.inputs(), loop.hiddenUnits(), loop.displacements().size()),
                new Tanh(),
                new RectifiedLinear(output.rates().rate(0)));
        this.streams = new RandomStreams(plan.seed());
    }

    /** Under the ideal controller, by its equation. */
    LoopTrace ideal() {
        return run(Optional.empty(), plan.loop().law());
    }

    /** Under a population. */
    LoopTrace population(PopulationKind kind) {
        ControllerPlan.Loop loop = plan.loop();
        EnsembleControl control = new EnsembleControl(
                loop.law(),
                kind,
                EnsembleParams.of(plan.neurons(), loop.integralRadius()),
                EnsembleParams.of(plan.neurons(), loop.errorRadius()),
                new ControlSynapses(plan.synapses().recurrentTauMs(), loop.errorTauMs(), loop.outputTauMs()),
                plan.dtMs(),
                plan.tuningSeed(0));
        return run(Optional.of(kind), control);
    }

    private LoopTrace run(Optional<PopulationKind> kind, ControllerDescription controller) {
        ControllerPlan.Loop loop = plan.loop();
        RepresentedRange range = new RepresentedRange(controller);
        SpikingFormulation formulation = new SpikingFormulation(
                network,
                timing(),
                range,
                neurons,
                new EscapeNoiseUnits(loop.neuronsPerUnit()),
                BASAL_TAU_MS,
                plan.dtMs(),
                product);
        NetworkWeights weights = NetworkWeights.draw(network, streams);
        LoopRecorder recorder = new LoopRecorder(plan, network);
        OutputTarget target = (free, to, outputs, lanes) -> {
            for (int k = 0; k < to.length; k++) {
                to[k] = free[k] + loop.displacements().get(k / lanes);
            }
        };
        long start = System.nanoTime();
        formulation.simulation(loop.lanes()).present(formulation.map(weights), presentation(), target, recorder);
        return recorder.trace(kind, range.largest(), 1e-9 * (System.nanoTime() - start));
    }

    private Timing timing() {
        double dtMs = plan.dtMs();
        double tauUMs = plan.loop().tauUMs();
        return new Timing(
                (int) Math.round(FREE_MS / dtMs),
                (int) Math.round(WARMUP_MS / dtMs),
                (int) Math.round(plan.loop().durationMs() / dtMs),
                dtMs / tauUMs,
                tauUMs,
                Transmission.PREVIOUS_STEP,
                ControlTiming.PROACTIVE);
    }

    /** Inputs uniform in (0, 1), one generator a lane. */
    private Presentation presentation() {
        int lanes = plan.loop().lanes();
        double[] rates = new double[network.inputs() * lanes];
        List<Long> trials = new ArrayList<>();
        for (int lane = 0; lane < lanes; lane++) {
            RandomGenerator random = streams.stream(Purpose.INPUT_RATES, lane);
            for (int i = 0; i < network.inputs(); i++) {
                rates[i * lanes + lane] = random.nextDouble();
            }
            trials.add((long) lane);
        }
        return new Presentation(
                rates, trials.stream().mapToLong(Long::longValue).toArray(), Phase.PROBE, streams);
    }
}
