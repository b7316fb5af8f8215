package org.apical.app.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apical.app.audit.PathwayFacts.Kind;
import org.apical.app.audit.PathwayFacts.Origin;
import org.apical.app.audit.ToleranceProbe.Sweep;
import org.apical.app.experiment.Experiment;
import org.apical.network.control.ControllerDescription;
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
        double accuracyBefore = run.accuracy(weights);
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
        return new AuditResult(
                main.experiment(),
                quick,
                new AuditResult.Training(accuracyBefore, accuracyAfter),
                sweeps.experiment(),
                rules,
                pathways(drawn, weights),
                transport,
                phases,
                signs(drawn, weights),
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

    private List<PathwayFacts> pathways(NetworkWeights drawn, NetworkWeights end) {
        NetworkDescription network = main.network();
        double dtMs = main.dtMs();
        List<PathwayFacts> pathways = new ArrayList<>();
        for (int l = 0; l < network.layers(); l++) {
            ProjectionDescription p = network.forward().get(l);
            pathways.add(new PathwayFacts(
                    Kind.FORWARD,
                    p.from(),
                    p.to() + ", basal",
                    existing(drawn.forward(l), end.forward(l)),
                    p.delaySteps(dtMs) * dtMs,
                    Origin.LEARNED_LOCALLY,
                    changed(drawn.forward(l), end.forward(l))));
        }
        ControllerDescription controller = main.formulations().controller();
        pathways.add(new PathwayFacts(
                Kind.ERROR,
                network.chain().get(network.layers() - 1).name() + ", target",
                "controller",
                network.outputs(),
                0,
                controller.neurons() ? Origin.SOLVED : Origin.IDEAL,
                0));
        Origin feedback =
                switch (main.feedback().origin()) {
                    case COPIED -> Origin.COPIED;
                    case RANDOM -> Origin.DRAWN;
                    case LEARNED -> Origin.LEARNED_FROM_NOISE;
                };
        for (int l = network.layers() - 1; l >= 0; l--) {
            pathways.add(new PathwayFacts(
                    Kind.FEEDBACK,
                    "controller",
                    network.chain().get(l).name() + ", apical",
                    existing(drawn.feedback(l), end.feedback(l)),
                    controller.delayMs(),
                    feedback,
                    changed(drawn.feedback(l), end.feedback(l))));
        }
        for (int k = 0; k < network.others().size(); k++) {
            ProjectionDescription p = network.others().get(k);
            pathways.add(new PathwayFacts(
                    network.source(p.from()) >= 0 ? Kind.SOURCE : Kind.LATERAL,
                    p.from(),
                    p.to() + (p.site() == Site.BASAL ? ", basal" : ", apical"),
                    existing(drawn.other(k), end.other(k)),
                    p.delaySteps(dtMs) * dtMs,
                    Origin.DRAWN,
                    changed(drawn.other(k), end.other(k))));
        }
        return pathways;
    }

    private static long existing(double[] before, double[] after) {
        long count = 0;
        for (int k = 0; k < before.length; k++) {
            count += before[k] != 0 || after[k] != 0 ? 1 : 0;
        }
        return count;
    }

    private static double changed(double[] before, double[] after) {
        double change = 0;
        double size = 0;
        for (int k = 0; k < before.length; k++) {
            change += (after[k] - before[k]) * (after[k] - before[k]);
            size += before[k] * before[k];
        }
        return Math.sqrt(change / size);
    }

    private List<SignFacts> signs(NetworkWeights before, NetworkWeights after) {
        NetworkDescription network = main.network();
        List<SignFacts> signs = new ArrayList<>();
        for (int l = 0; l < network.layers(); l++) {
            ProjectionDescription p = network.forward().get(l);
            signs.add(
                    SignFacts.of(p.from(), p.to() + ", basal", before.forward(l), after.forward(l), network.units(l)));
        }
        for (int l = network.layers() - 1; l >= 0; l--) {
            String to = network.chain().get(l).name() + ", apical";
            signs.add(SignFacts.of("controller", to, before.feedback(l), after.feedback(l), network.units(l)));
        }
        for (int k = 0; k < network.others().size(); k++) {
            ProjectionDescription p = network.others().get(k);
            String site = p.site() == Site.BASAL ? ", basal" : ", apical";
            signs.add(SignFacts.of(p.from(), p.to() + site, before.other(k), after.other(k), network.unitsOf(p.to())));
        }
        return signs;
    }
}
