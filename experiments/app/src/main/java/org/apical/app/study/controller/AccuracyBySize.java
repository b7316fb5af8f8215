package org.apical.app.study.controller;

import java.util.ArrayList;
import java.util.List;
import org.apical.app.study.controller.SizeAccuracy.Errors;
import org.apical.network.control.ControllerParams;
import org.apical.network.control.DrawnControl;
import org.apical.network.control.Leak;
import org.apical.network.control.StepProtocol;
import org.apical.network.control.StepResponse;
import org.apical.network.ensemble.PopulationKind;
import org.apical.network.parallel.LaneBlocks;
import org.apical.network.parallel.LaneBlocks.Block;
import org.apical.neuron.kernel.Kernels;

/**
 * Accuracy and drift of populations of growing size. A population is drawn once, and transmits rates and spikes, with and without leak; drawings are
 * the work that threads share.
 */
record AccuracyBySize(ControllerPlan plan, Kernels kernels) {
    private static final ControllerParams WITHOUT_LEAK = new ControllerParams(0, 0, Leak.ON_CONTROL);

    List<SizeAccuracy> run(LaneBlocks threads) {
        List<Integer> sizes = plan.step().sizes();
        int drawings = plan.step().drawings();
        Errors[][] rate = new Errors[sizes.size()][drawings];
        Errors[][] spiking = new Errors[sizes.size()][drawings];
        List<Block> jobs = new ArrayList<>();
        // the largest first: the last to end is then a short one
        for (int job = sizes.size() * drawings - 1; job >= 0; job--) {
            jobs.add(new Block(job, job, 1));
        }
        threads.run(jobs, block -> {
            int size = block.index() / drawings;
            int drawing = block.index() % drawings;
            DrawnControl drawn = plan.population(
                            PopulationKind.RATE, plan.step().law(), sizes.get(size), plan.tuningSeed(drawing))
                    .drawn(plan.step().errors().size());
            rate[size][drawing] = errors(drawn, PopulationKind.RATE);
            spiking[size][drawing] = errors(drawn, PopulationKind.SPIKING);
        });
        List<SizeAccuracy> accuracy = new ArrayList<>();
        for (int size = 0; size < sizes.size(); size++) {
            accuracy.add(new SizeAccuracy(sizes.get(size), mean(rate[size]), mean(spiking[size])));
        }
        return accuracy;
    }

    private Errors errors(DrawnControl drawn, PopulationKind kind) {
        ControllerPlan.Step s = plan.step();
        StepProtocol step = new StepProtocol(s.tauUMs(), s.durationMs(), s.durationMs());
        StepResponse response =
                StepResponse.run(with(drawn, kind, s.law()), step, s.heights(), s.lanes(), plan.seed(), kernels);
        return new Errors(
                response.integralError() / s.integralRadius(),
                response.controlError() / s.integralRadius(),
                drift(with(drawn, kind, WITHOUT_LEAK)));
    }

    private DrawnControl with(DrawnControl drawn, PopulationKind kind, ControllerParams law) {
        return drawn.with(plan.population(
                kind, law, drawn.integral().neurons(), drawn.description().tuningSeed()));
    }

    private double drift(DrawnControl drawn) {
        ControllerPlan.Step s = plan.step();
        ControllerPlan.Drift d = plan.drift();
        int dimensions = drawn.integral().dimensions();
        double[] pulses = new double[dimensions];
        for (int k = 0; k < dimensions; k++) {
            double held = d.largest() * s.integralRadius() * (dimensions == 1 ? 1 : 2.0 * k / (dimensions - 1) - 1);
            pulses[k] = held * s.tauUMs() / d.pulseMs();
        }
        StepProtocol pulse = new StepProtocol(s.tauUMs(), d.pulseMs(), d.toMs());
        return StepResponse.run(drawn, pulse, pulses, s.lanes(), plan.seed(), kernels)
                        .drift(d.fromMs(), d.toMs())
                / s.integralRadius();
    }

    private static Errors mean(Errors[] drawings) {
        double integral = 0;
        double control = 0;
        double drift = 0;
        for (Errors e : drawings) {
            integral += e.integral() * e.integral() / drawings.length;
            control += e.control() * e.control() / drawings.length;
            drift += e.drift() * e.drift() / drawings.length;
        }
        return new Errors(Math.sqrt(integral), Math.sqrt(control), Math.sqrt(drift));
    }
}
