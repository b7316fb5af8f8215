package org.apical.app.experiment;

import java.util.HashMap;
import java.util.Map;
import org.apical.network.description.NetworkWeights;
import org.apical.network.theory.AnalyticBatch;
import org.apical.plasticity.reference.SteadyStateSignal;
import org.apical.plasticity.training.ForwardSignal;
import org.apical.plasticity.training.Samples;
import org.apical.plasticity.update.SteadyBatchUpdate;
import org.apical.plasticity.update.WeightUpdate;

/** Directions from the analytic steady state under control ("DFC-SSA"; {@link SteadyStateSignal}), for batches of any width. Not thread-safe. */
final class AnalyticSignal implements ForwardSignal {
    private final Formulations formulations;
    private final Map<Integer, SteadyStateSignal> byWidth = new HashMap<>();

    AnalyticSignal(Formulations formulations) {
        this.formulations = formulations;
    }

    @Override
    public WeightUpdate direction(NetworkWeights weights, Samples samples, long trial) {
        return byWidth.computeIfAbsent(samples.size(), this::signal).direction(weights, samples, trial);
    }

    private SteadyStateSignal signal(int lanes) {
        double alpha = formulations.controller().law().orElseThrow().steadyLeakAlpha();
        return new SteadyStateSignal(
                new AnalyticBatch(formulations.network(), lanes, alpha, formulations.product()),
                formulations.experiment().learning().target(),
                SteadyStateSignal.Kind.ANALYTIC,
                SteadyBatchUpdate.Error.RATE,
                unsettled -> {});
    }
}
