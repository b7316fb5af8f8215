package org.apical.app.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apical.app.audit.PathwayFacts.Origin;
import org.apical.app.audit.ToleranceProbe.Sweep;
import org.apical.app.experiment.Experiment;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.description.ProjectionDescription;
import org.apical.network.description.Site;
import org.apical.network.parallel.LaneBlocks;
import org.apical.neuron.kernel.MatrixProduct;

/** Audits how plausible a described network that learns is as biology: every line of the {@link AuditResult} is measured on the network itself. */
public final class Audit {
    /** Below this chance the initial feedback of a layer is not taken for one drawn at random. */
    public static final double LEAST_CHANCE = 1e-3;

    private static final double[] DURATIONS = {0.05, 0.1, 0.2, 0.5, 1, 2};
    private static final double[] QUICK_DURATIONS = {0.2, 0.5, 1};

    private final AuditedNetwork main;
    private final AuditedNetwork sweeps;
    private final boolean quick;
    private final Consumer<String> progress;

    private Audit(AuditedNetwork main, AuditedNetwork sweeps, boolean quick, Consumer<String> progress) {
        this.main = main;
        this.sweeps = sweeps;
        this.quick = quick;
        this.progress = progress;
    }

    /**
     * Audits a network.
     *
     * @param experiment one with data
     * @param quick seconds instead of minutes: fewer samples, epochs and points; feedback learns as long before, without which the loop may not be stable
     * @param progress told what begins
     */
    public static AuditResult run(
            Experiment experiment,
            boolean quick,
            MatrixProduct product,
            LaneBlocks threads,
            Consumer<String> progress) {
        Experiment learning = quick ? experiment.limited(128, 100, 1, Integer.MAX_VALUE) : experiment;
        Experiment sweep = quick ? learning : experiment.limited(512, 300, 3, Integer.MAX_VALUE);
        return new Audit(
                        new AuditedNetwork(learning, product, threads),
                        new AuditedNetwork(sweep, product, threads),
                        quick,
                        progress)
                .run();
    }

    private AuditResult run() {
        VariantRun run = main.run();
        NetworkWeights drawn = run.initial();
        NetworkWeights weights = drawn.copy();
        if (main.feedback().learned().isPresent()) {
            progress.accept("feedback weights learn from noise");
        }
        run.preTrain(weights);
        double accuracyBefore = run.score(weights);
        List<StrengthFacts> strengthBefore = new StrengthProbe(main).measure(weights);
        progress.accept("what the rules read");
        List<RuleFacts> rules = rules(weights);
        progress.accept("phases");
        PhaseFacts phases = new PhaseProbe(main).measure(weights, quick ? QUICK_DURATIONS : DURATIONS);
        progress.accept("learning");
        double accuracyAfter = run.learn(weights);
        TransportFacts transport = new TransportProbe(main.network(), run.firstBatch())
                .measure(main.feedback().origin(), drawn, weights);
        List<StrengthFacts> strengthAfter = new StrengthProbe(main).measure(weights);
        List<Tolerance> tolerances =
                new ToleranceProbe(sweeps, quick ? Sweep.quick() : Sweep.full(), progress).measure();
        List<Projection> projections = projections(drawn, weights);
        return new AuditResult(
                main.experiment(),
                new AuditResult.Training(accuracyBefore, accuracyAfter),
                sweeps.experiment(),
                NeuronFacts.of(main.formulations()),
                rules,
                pathways(projections),
                transport,
                phases,
                projections.stream().map(Projection::signs).toList(),
                strengthBefore,
                strengthAfter,
                tolerances);
    }

    private List<RuleFacts> rules(NetworkWeights weights) {
        List<RuleFacts> rules = new ArrayList<>();
        rules.add(new BasalReadings(main).measure(weights));
        main.feedback().learned().ifPresent(learned -> rules.add(new ApicalReadings(main, learned).measure(weights)));
        return rules;
    }

    /**
     * A matrix of weights before and after learning.
     *
     * @param to with the site
     * @param units postsynaptic ones
     */
    private record Projection(
            String from, String to, int units, double delayMs, Origin origin, double[] before, double[] after) {
        SignFacts signs() {
            return SignFacts.of(from, to, before, after, units);
        }

        PathwayFacts pathway() {
            return new PathwayFacts(
                    from, to, signs().weights(), delayMs, origin, TransportProbe.changed(before, after));
        }
    }

    /** Forward, feedback from the output back, and what is beside the chain. */
    private List<Projection> projections(NetworkWeights before, NetworkWeights after) {
        NetworkDescription network = main.network();
        List<Projection> all = new ArrayList<>();
        for (int l = 0; l < network.layers(); l++) {
            all.add(described(network.forward().get(l), Origin.LEARNED_LOCALLY, before.forward(l), after.forward(l)));
        }
        Origin feedback =
                switch (main.feedback().origin()) {
                    case COPIED -> Origin.COPIED;
                    case RANDOM -> Origin.DRAWN;
                    case LEARNED -> Origin.LEARNED_FROM_NOISE;
                    case GIVEN -> Origin.GIVEN;
                };
        for (int l = network.layers() - 1; l >= 0; l--) {
            all.add(new Projection(
                    "controller",
                    network.chain().get(l).name() + ", apical",
                    network.units(l),
                    main.formulations().controller().delayMs(),
                    feedback,
                    before.feedback(l),
                    after.feedback(l)));
        }
        for (int k = 0; k < network.others().size(); k++) {
            all.add(described(network.others().get(k), Origin.DRAWN, before.other(k), after.other(k)));
        }
        return all;
    }

    private Projection described(ProjectionDescription p, Origin origin, double[] before, double[] after) {
        String to = p.to() + (p.site() == Site.BASAL ? ", basal" : ", apical");
        double delayMs = p.delaySteps(main.dtMs()) * main.dtMs();
        return new Projection(p.from(), to, main.network().unitsOf(p.to()), delayMs, origin, before, after);
    }

    /** The projections, and the error between forward and feedback ones. */
    private List<PathwayFacts> pathways(List<Projection> projections) {
        NetworkDescription network = main.network();
        int last = network.layers();
        List<PathwayFacts> pathways =
                new ArrayList<>(projections.stream().map(Projection::pathway).toList());
        Origin error = main.formulations().controller().neurons() ? Origin.SOLVED : Origin.IDEAL;
        String from = network.chain().get(last - 1).name() + ", target";
        pathways.add(last, new PathwayFacts(from, "controller", network.outputs(), 0, error, 0));
        return pathways;
    }
}
