package org.apical.app.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apical.app.audit.PathwayFacts.Kind;
import org.apical.app.audit.PathwayFacts.Origin;
import org.apical.app.audit.ToleranceProbe.Sweep;
import org.apical.app.model.FeedbackModel;
import org.apical.app.model.LearningModel;
import org.apical.app.model.LearningModel.Course;
import org.apical.app.model.NetworkModel;
import org.apical.network.control.ControllerDescription;
import org.apical.network.control.ControllerParams;
import org.apical.network.control.DelayedControl;
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

    private final Workshop main;
    private final Workshop sweeps;
    private final boolean quick;
    private final Consumer<String> progress;

    private Audit(Workshop main, Workshop sweeps, boolean quick, Consumer<String> progress) {
        this.main = main;
        this.sweeps = sweeps;
        this.quick = quick;
        this.progress = progress;
    }

    /**
     * Audits a network.
     *
     * @param model one with a learning section
     * @param quick seconds instead of minutes: fewer samples, epochs and points
     * @param progress told what begins
     */
    public static AuditResult run(
            NetworkModel model,
            long seed,
            boolean quick,
            MatrixProduct product,
            LaneBlocks threads,
            Consumer<String> progress) {
        NetworkModel learning = quick ? shorter(model, 128, 100, 1) : model;
        NetworkModel sweep = quick ? learning : shorter(model, 512, 300, 3);
        return new Audit(
                        new Workshop(learning, seed, product, threads),
                        new Workshop(sweep, seed, product, threads),
                        quick,
                        progress)
                .run();
    }

    /** The same network with at most so many samples and epochs; feedback learns as long before, without which the loop may not be stable. */
    private static NetworkModel shorter(NetworkModel m, int samples, int tested, int epochs) {
        LearningModel l = m.learning().orElseThrow();
        Course c = l.course();
        int fewer = Math.min(samples, c.samples());
        Course course = new Course(
                fewer, Math.min(tested, c.tested()), Math.min(epochs, c.epochs()), Math.min(c.batch(), fewer));
        LearningModel shorter = new LearningModel(l.form(), l.rule(), l.feedback(), l.target(), l.optimiser(), course);
        return new NetworkModel(
                m.network(),
                m.clock(),
                m.neurons(),
                m.units(),
                m.synapseTauMs(),
                m.controller(),
                java.util.Optional.of(shorter));
    }

    private AuditResult run() {
        NetworkModel model = main.model();
        LearningRun run = main.run(Variant.plain(model));
        NetworkWeights drawn = run.initial();
        NetworkWeights weights = drawn.copy();
        if (main.learning().feedback() instanceof FeedbackModel.Learned) {
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
        TransportFacts transport = new TransportProbe(model.network(), run.firstBatch())
                .measure(main.learning().feedback(), drawn, weights);
        List<StrengthFacts> strengthAfter = new StrengthProbe(main).measure(weights);
        List<Tolerance> tolerances =
                new ToleranceProbe(sweeps, quick ? Sweep.quick() : Sweep.full(), progress).measure();
        return new AuditResult(
                model,
                main.seed(),
                quick,
                new AuditResult.Training(accuracyBefore, accuracyAfter),
                sweeps.learning().course(),
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
        if (main.learning().feedback() instanceof FeedbackModel.Learned learned) {
            rules.add(new ApicalReadings(main, learned).measure(weights));
        }
        return rules;
    }

    private List<PathwayFacts> pathways(NetworkWeights drawn, NetworkWeights end) {
        NetworkDescription network = main.model().network();
        double dtMs = main.model().clock().dtMs();
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
        ControllerDescription controller = main.model().controller();
        boolean late = controller instanceof DelayedControl;
        double delayMs = late ? ((DelayedControl) controller).delaySteps() * dtMs : 0;
        ControllerDescription source = late ? ((DelayedControl) controller).source() : controller;
        pathways.add(new PathwayFacts(
                Kind.ERROR,
                network.chain().get(network.layers() - 1).name() + ", target",
                "controller",
                network.outputs(),
                0,
                source instanceof ControllerParams ? Origin.IDEAL : Origin.SOLVED,
                0));
        Origin feedback = main.learning().feedback() instanceof FeedbackModel.Product
                ? Origin.COPIED
                : main.learning().feedback() instanceof FeedbackModel.Random ? Origin.DRAWN : Origin.LEARNED_FROM_NOISE;
        for (int l = network.layers() - 1; l >= 0; l--) {
            pathways.add(new PathwayFacts(
                    Kind.FEEDBACK,
                    "controller",
                    network.chain().get(l).name() + ", apical",
                    existing(drawn.feedback(l), end.feedback(l)),
                    delayMs,
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
        NetworkDescription network = main.model().network();
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
