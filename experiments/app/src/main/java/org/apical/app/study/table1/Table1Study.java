package org.apical.app.study.table1;

import java.util.ArrayList;
import java.util.List;
import org.apical.app.findings.Findings;
import org.apical.app.study.Study;
import org.apical.app.study.StudyContext;
import org.apical.app.study.images.FeedbackEpochs;
import org.apical.app.study.images.ImageCell;
import org.apical.app.study.images.ImageMethod;
import org.apical.app.study.images.ImageMethod.Signal;
import org.apical.app.study.images.ImagePlan;
import org.apical.app.study.images.ImagePlan.Row;
import org.apical.app.study.images.ImageResults;
import org.apical.app.study.images.ImageSet;

/** DFC, backprop and direct feedback alignment on image sets, by the published settings (Meulemans et al. 2021, table 1; physics.md 8). */
public final class Table1Study extends Study<ImagePlan> {
    /** In the order of the table. */
    private static final List<ImageMethod> METHODS = List.of(
            ImageMethod.BACKPROP,
            new ImageMethod(Signal.DIRECT, false),
            new ImageMethod(Signal.DFC, false),
            new ImageMethod(Signal.DFC_SS, false),
            new ImageMethod(Signal.DFC_SSA, false),
            new ImageMethod(Signal.DFC, true),
            new ImageMethod(Signal.DFC_SS, true),
            new ImageMethod(Signal.DFC_SSA, true));

    /** Cheap ones whose feedback does not learn, for losses. */
    private static final List<ImageMethod> FIXED = METHODS.stream()
            .filter(method -> !costly(method) && !method.learned())
            .toList();

    public Table1Study() {
        super(
                "table1",
                "DFC, DFC-SS, DFC-SSA, DFA and backprop on MNIST (classes, training loss, autoencoder) and Fashion-MNIST, fixed and learned feedback",
                new Origin("Meulemans et al. 2021, table 1", 75),
                Table1Study::planned);
    }

    private static ImagePlan planned(long seed, boolean quick) {
        List<Row> rows = new ArrayList<>();
        if (quick) {
            add(rows, ImageSet.DIGITS, 2, 8, 2, 2);
            add(rows, ImageSet.DIGITS_AUTOENCODER, FIXED, 2, 8);
            add(rows, ImageSet.DIGITS_TRAINING, FIXED, 2, 8);
            return new ImagePlan(seed, rows, 32, 16, new FeedbackEpochs(12, 2, 512, 16));
        }
        add(rows, ImageSet.MNIST, 2, 20, 1, 3);
        add(rows, ImageSet.FASHION_MNIST, 2, 20, 1, 3);
        // control of 784 outputs takes a system of as many unknowns a sample, more than an hour an epoch
        add(rows, ImageSet.AUTOENCODER, FIXED.subList(0, 2), 1, 5);
        add(rows, ImageSet.TRAINING, FIXED, 1, 5);
        return new ImagePlan(seed, rows, 256, 128, new FeedbackEpochs(10, 2, 5504, 16));
    }

    /** All methods; those that are costly for fewer seeds and epochs. */
    private static void add(List<Row> rows, ImageSet set, int seeds, int epochs, int fewSeeds, int fewEpochs) {
        for (ImageMethod method : METHODS) {
            boolean few = costly(method);
            rows.add(new Row(set, method, few ? fewSeeds : seeds, few ? fewEpochs : epochs));
        }
    }

    private static void add(List<Row> rows, ImageSet set, List<ImageMethod> methods, int seeds, int epochs) {
        methods.forEach(method -> rows.add(new Row(set, method, seeds, epochs)));
    }

    /** Whether a method is so costly that its epochs are few. */
    static boolean costly(ImageMethod method) {
        return method.signal() == Signal.DFC || method.signal() == Signal.DFC_SS;
    }

    @Override
    public ImagePlan with(ImagePlan plan, String option, int value) {
        return option.equals("--seeds") ? plan.withSeeds(value) : super.with(plan, option, value);
    }

    @Override
    public Findings run(ImagePlan plan, StudyContext context) {
        return new Table1Findings(new ImageResults(plan, ImageCell.learn(plan, context))).findings();
    }
}
