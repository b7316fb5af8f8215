package org.apical.app.audit;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.apical.app.experiment.AuditPlan;
import org.apical.app.experiment.Experiment;
import org.apical.app.experiment.Formulations;
import org.apical.app.study.Spread;

/**
 * What an audit measured of one network.
 *
 * @param name of its file
 * @param plan how it was audited
 * @param formulations of the experiment as its file describes it
 * @param training as it was trained
 * @param changes as it was trained with something changed
 * @param neurons of each layer
 * @param described after all its epochs, by seed
 * @param full others with the same effort, by seed
 * @param changed with the effort of the plan, by seed; the network as it is among them
 * @param refused what was to be asked and cannot be, with the reason
 * @param leftOut what a short audit does not ask
 * @param sweeps circumstances, each until learning failed
 * @param depths other numbers of hidden layers
 * @param seeds what else was measured, by seed
 * @param loops of variants that diverged, by seed
 */
record AuditResult(
        String name,
        AuditPlan plan,
        Formulations formulations,
        Experiment training,
        Experiment changes,
        List<NeuronFacts> neurons,
        List<Trained> described,
        Map<Question, List<Trained>> full,
        Map<Question, List<Trained>> changed,
        Map<Question, String> refused,
        Set<Question> leftOut,
        List<Sweep> sweeps,
        List<Audit.Depth> depths,
        List<SeedFacts> seeds,
        Map<Question, List<LoopFacts>> loops) {

    /** Share of samples that guessing gets right. */
    static double chance(Experiment experiment) {
        return 1.0 / experiment.data().orElseThrow().outputs();
    }

    /** As its file describes it. */
    Experiment experiment() {
        return formulations.experiment();
    }

    double chance() {
        return chance(experiment());
    }

    /** The network as it is, with the effort of the plan. */
    List<Trained> plain() {
        return changed.get(Question.PLAIN);
    }

    /** Numbers over seeds. */
    Spread over(ToDoubleFunction<SeedFacts> number) {
        return Spread.of(seeds.stream().mapToDouble(number).toArray());
    }
}
