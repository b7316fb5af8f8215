package org.apical.app.study;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.apical.app.compare.RepresentedRange;
import org.apical.app.study.StudyResult.LoopTrace;
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

    private final StudySettings settings;
    private final MatrixProduct product;
    private final NetworkDescription network;
    private final NeuronSet neurons;
    private final RandomStreams streams;

    ClosedLoop(StudySettings settings, MatrixProduct product) {
        this.settings = settings;
        this.product = product;
        StudySettings.Loop loop = settings.loop();
        UnitCode output = new UnitCode(15, 1.5, new RateCode(200, 20));
        this.neurons = new NeuronSet(
                PyramidalCell.standard(), new RateCode(0, 100), new UnitCode(15, 5, new RateCode(100, 100)), output);
        this.network = new NetworkDescription(
                List.of(loop.inputs(), loop.hiddenUnits(), loop.displacements().size()),
                new Tanh(),
                new RectifiedLinear(output.rates().rate(0)));
        this.streams = new RandomStreams(settings.seed());
    }

    /** Under the ideal controller, by its equation. */
    LoopTrace ideal() {
        return run("IDEAL", settings.loop().law());
    }

    /** Under a population. */
    LoopTrace population(PopulationKind kind) {
        StudySettings.Loop loop = settings.loop();
        EnsembleControl control = new EnsembleControl(
                loop.law(),
                kind,
                EnsembleParams.of(settings.neurons(), loop.integralRadius()),
                EnsembleParams.of(settings.neurons(), loop.errorRadius()),
                new ControlSynapses(settings.synapses().recurrentTauMs(), loop.errorTauMs(), loop.outputTauMs()),
                settings.dtMs(),
                settings.tuningSeed(0));
        return run(kind.name(), control);
    }

    private LoopTrace run(String id, ControllerDescription controller) {
        StudySettings.Loop loop = settings.loop();
        RepresentedRange range = new RepresentedRange(controller);
        SpikingFormulation formulation = new SpikingFormulation(
                network,
                timing(),
                range,
                neurons,
                new EscapeNoiseUnits(loop.neuronsPerUnit()),
                BASAL_TAU_MS,
                settings.dtMs(),
                product);
        NetworkWeights weights = NetworkWeights.draw(network, streams);
        LoopRecorder recorder = new LoopRecorder(settings, network);
        OutputTarget target = (free, to, outputs, lanes) -> {
            for (int k = 0; k < to.length; k++) {
                to[k] = free[k] + loop.displacements().get(k / lanes);
            }
        };
        long start = System.nanoTime();
        formulation.simulation(loop.lanes()).present(formulation.map(weights), presentation(), target, recorder);
        return recorder.trace(id, range.largest(), 1e-9 * (System.nanoTime() - start));
    }

    private Timing timing() {
        double dtMs = settings.dtMs();
        double tauUMs = settings.loop().tauUMs();
        return new Timing(
                (int) Math.round(FREE_MS / dtMs),
                (int) Math.round(WARMUP_MS / dtMs),
                (int) Math.round(settings.loop().durationMs() / dtMs),
                dtMs / tauUMs,
                tauUMs,
                Transmission.PREVIOUS_STEP,
                ControlTiming.PROACTIVE);
    }

    /** Inputs uniform in (0, 1), one generator a lane. */
    private Presentation presentation() {
        int lanes = settings.loop().lanes();
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
