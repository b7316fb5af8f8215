package org.apical.app.study.strong;

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

/** Strong-DFC, whose target is the label, beside DFC and backprop: does it learn image sets as well, and may forward and feedback weights learn in the same presentations? */
public final class StrongStudy extends Study<ImagePlan> {
    /** Nudged target. */
    static final ImageMethod DFC = new ImageMethod(Signal.DFC_SSA, true);
    /** Target that is the label, feedback of the start. */
    static final ImageMethod FIXED = new ImageMethod(Signal.STRONG_SS, false);
    /** The same with feedback that learns in a phase of its own. */
    static final ImageMethod TWO_PHASES = new ImageMethod(Signal.STRONG_SS, true);
    /** The same in the presentations of forward learning. */
    static final ImageMethod ONE_PHASE = new ImageMethod(Signal.STRONG, true);

    public StrongStudy() {
        super(
                "strong",
                "Strong-DFC in two phases and in one beside DFC and backprop on MNIST and Fashion-MNIST",
                new Origin("Meulemans et al. 2022 (ICML), accuracies of its released commands", 10),
                StrongStudy::planned);
    }

    private static ImagePlan planned(long seed, boolean quick) {
        List<Row> rows = new ArrayList<>();
        if (quick) {
            add(rows, ImageSet.DIGITS, 2, 8, 8);
            return new ImagePlan(seed, rows, 32, 16, new FeedbackEpochs(40, 2, 1047, 16));
        }
        add(rows, ImageSet.MNIST, 1, 3, 1);
        add(rows, ImageSet.FASHION_MNIST, 1, 3, 1);
        return new ImagePlan(seed, rows, 256, 128, new FeedbackEpochs(10, 2, 5504, 16));
    }

    private static void add(List<Row> rows, ImageSet set, int seeds, int epochs, int epochsInOnePhase) {
        for (ImageMethod method : List.of(ImageMethod.BACKPROP, DFC, FIXED, TWO_PHASES)) {
            rows.add(new Row(set, method, seeds, epochs));
        }
        rows.add(new Row(set, ONE_PHASE, seeds, epochsInOnePhase));
    }

    @Override
    public ImagePlan with(ImagePlan plan, String option, int value) {
        return option.equals("--seeds") ? plan.withSeeds(value) : super.with(plan, option, value);
    }

    @Override
    public Findings run(ImagePlan plan, StudyContext context) {
        return new StrongFindings(new ImageResults(plan, ImageCell.learn(plan, context))).findings();
    }
}
