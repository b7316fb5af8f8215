package org.apical.app.audit;

import org.apical.app.experiment.Experiment;
import org.apical.app.experiment.FeedbackDescription;
import org.apical.app.experiment.Form;
import org.apical.app.experiment.Formulations;
import org.apical.app.experiment.Learning;
import org.apical.app.task.Task;
import org.apical.network.description.NetworkDescription;
import org.apical.network.formulation.Formulation;
import org.apical.network.parallel.LaneBlocks;
import org.apical.neuron.kernel.MatrixProduct;

/**
 * An experiment that is audited, run as one formulation; what all its variants share.
 *
 * @param formulations of the experiment as it is described
 * @param form it is run as
 * @param task its samples
 */
record AuditedNetwork(Formulations formulations, Form form, Task task, LaneBlocks threads) {

    AuditedNetwork(Experiment experiment, MatrixProduct product, LaneBlocks threads) {
        this(new Formulations(experiment, product), experiment.audit().formulation(), experiment.task(), threads);
    }

    /** The same run as another formulation. */
    AuditedNetwork as(Form other) {
        return new AuditedNetwork(formulations, other, task, threads);
    }

    Experiment experiment() {
        return formulations.experiment();
    }

    Learning learning() {
        return experiment().learning();
    }

    FeedbackDescription feedback() {
        return learning().feedback();
    }

    NetworkDescription network() {
        return formulations.network();
    }

    double dtMs() {
        return experiment().timing().dtMs();
    }

    /** As it is described. */
    Formulation formulation() {
        return formulations.of(form);
    }

    /** As it is described, from its first weights on. */
    VariantRun run() {
        return run(Variant.plain(experiment()));
    }

    VariantRun run(Variant variant) {
        return VariantRun.of(this, variant);
    }
}
