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
 * One variant of the audited network, drawn from one seed.
 *
 * @param formulations of the experiment
 * @param form it is run as
 * @param task its samples
 */
record AuditedNetwork(Variant variant, Formulations formulations, Form form, Task task, LaneBlocks threads) {

    /** The network of a seed. */
    static AuditedNetwork of(Variant variant, Effort effort, long seed, MatrixProduct product, LaneBlocks threads) {
        Experiment experiment = effort.of(variant.experiment(seed, product));
        return new AuditedNetwork(
                variant,
                new Formulations(experiment, product),
                experiment.audit().formulation(),
                experiment.task(),
                threads);
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

    /** Whether it learns under control, and not by another theory. */
    boolean control() {
        return learning().method().control();
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

    /** From its first weights on. */
    VariantRun run() {
        return VariantRun.of(this);
    }
}
