package org.apical.app.study.controller;

import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.apical.app.compare.RepresentedRange;
import org.apical.app.experiment.Form;
import org.apical.app.experiment.Formulations;
import org.apical.network.control.ControllerDescription;
import org.apical.network.control.OutputTarget;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.dynamics.Presentation;
import org.apical.network.dynamics.Presentation.Phase;
import org.apical.network.ensemble.PopulationKind;
import org.apical.network.formulation.Formulation;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.random.Purpose;
import org.apical.neuron.random.RandomStreams;

/** A small F3 network whose output is held away from its free value. Same weights, input and layer noise under every controller. */
final class ClosedLoop {
    private final ControllerPlan plan;
    private final MatrixProduct product;
    private final RandomStreams streams;

    ClosedLoop(ControllerPlan plan, MatrixProduct product) {
        this.plan = plan;
        this.product = product;
        this.streams = new RandomStreams(plan.seed());
    }

    /** Under the ideal controller, by its equation. */
    LoopTrace ideal() {
        Formulations described = plan.loopNetwork().formulations(product);
        return run(Optional.empty(), described, described.controller().law().orElseThrow());
    }

    /** Under a population. */
    LoopTrace population(PopulationKind kind) {
        Formulations described =
                plan.loopNetwork().with("controller.kind", Kinds.id(kind)).formulations(product);
        return run(Optional.of(kind), described, described.controller());
    }

    private LoopTrace run(Optional<PopulationKind> kind, Formulations described, ControllerDescription controller) {
        ControllerPlan.Loop loop = plan.loop();
        RepresentedRange range = new RepresentedRange(controller);
        Formulation formulation = described.of(Form.F3).withController(range);
        NetworkDescription network = described.network();
        NetworkWeights weights = NetworkWeights.draw(network, streams);
        LoopRecorder recorder = new LoopRecorder(plan, network);
        OutputTarget target = (free, to, outputs, lanes) -> {
            for (int k = 0; k < to.length; k++) {
                to[k] = free[k] + loop.displacements().get(k / lanes);
            }
        };
        long start = System.nanoTime();
        formulation.simulation(loop.lanes()).present(formulation.map(weights), presentation(network), target, recorder);
        return recorder.trace(kind, range.largest(), 1e-9 * (System.nanoTime() - start));
    }

    /** Inputs uniform in (0, 1), one generator a lane. */
    private Presentation presentation(NetworkDescription network) {
        int lanes = plan.loop().lanes();
        double[] rates = new double[network.inputs() * lanes];
        for (int lane = 0; lane < lanes; lane++) {
            RandomGenerator random = streams.stream(Purpose.INPUT_RATES, lane);
            for (int i = 0; i < network.inputs(); i++) {
                rates[i * lanes + lane] = random.nextDouble();
            }
        }
        return new Presentation(rates, LongStream.range(0, lanes).toArray(), Phase.PROBE, streams);
    }
}
