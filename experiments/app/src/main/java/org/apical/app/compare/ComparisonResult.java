package org.apical.app.compare;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.function.Supplier;
import org.apical.app.activity.LayerActivity;
import org.apical.app.activity.Occupancy;
import org.apical.app.experiment.Experiment;
import org.apical.app.task.Score;
import org.apical.network.theory.LoopMargin;
import org.apical.plasticity.reference.Alignment;
import org.apical.plasticity.training.SampleSet;

/**
 * What a comparison found.
 *
 * @param experiment what was compared
 * @param layerNames names of the layers, in order
 * @param held labels or wanted outputs of the held-out samples
 * @param outputs names of the outputs, classes or targets; empty where they have none
 * @param shown the samples whose presentations are recorded
 * @param steadyStateResidual largest |r_L* - r_L - alpha u| of the abstract steady states; empty where there is no theory of them
 * @param causes what may keep F3 from the rates of F1, in words
 */
public record ComparisonResult(
        Experiment experiment,
        List<String> layerNames,
        List<FormulationResult> formulations,
        List<PresentationTrace> traces,
        SampleSet held,
        List<String> outputs,
        List<Shown> shown,
        Optional<Double> steadyStateResidual,
        Supplier<String> causes) {

    /** An output unit in words: the class or target it stands for, or its layer and number. */
    String outputName(int output) {
        return output < outputs.size() ? outputs.get(output) : layerNames.get(layerNames.size() - 1) + " " + output;
    }

    /** What is measured of held-out samples. */
    public Score score() {
        return formulations.get(0).curve().score();
    }

    /** Whether feedback learns. */
    public boolean feedbackLearns() {
        return experiment.learning().feedback().learned().isPresent();
    }

    /**
     * One formulation.
     *
     * @param title what it is
     * @param curve its scores
     * @param outputs of the held-out samples without feedback after the last epoch, [sample][output]
     * @param firstUpdateCosine cosine of the update of the first batch to that of the first formulation, all layers stacked
     * @param layerUpdateCosines the same, layer by layer
     * @param steadyState how far it settles from the abstract steady state; empty where there is no theory of one
     * @param trainingSeconds wall time of training, tests apart
     * @param represented how far the numbers in its controller went, where neurons represent them
     * @param feedback what became of its feedback, where that learns
     * @param margins of the loop before learning and after each epoch, the smallest over the samples probed; empty where there is no theory of it
     * @param activity potentials and rates of each layer, before learning (0) and after the last epoch; empty of abstract units
     */
    public record FormulationResult(
            String id,
            String title,
            LearningCurve curve,
            double[][] outputs,
            double firstUpdateCosine,
            double[] layerUpdateCosines,
            Optional<Deviation> steadyState,
            double trainingSeconds,
            Optional<Represented> represented,
            Optional<FeedbackMeasures> feedback,
            List<LoopMargin> margins,
            SortedMap<Integer, List<LayerActivity>> activity) {
        /** Under the weights of the last epoch; nothing of abstract units. */
        Optional<List<LayerActivity>> lastActivity() {
            return activity.isEmpty() ? Optional.empty() : Optional.of(activity.get(activity.lastKey()));
        }

        /** Share of neurons and time outside the ranges, under the last weights, of the compartment and layer that are outside most; empty of abstract units. */
        public OptionalDouble mostOutside() {
            return lastActivity().stream()
                    .flatMap(List::stream)
                    .flatMap(layer -> layer.potentials().stream())
                    .mapToDouble(Occupancy::outside)
                    .max();
        }
    }

    /**
     * Deviation from the abstract steady state under control, |v - v_F1| over the rms of v_F1 of its layer.
     *
     * @param max largest over units and samples
     * @param rms root mean square over units and samples
     * @param scatterRms the rms that Poisson spikes of populations of N neurons cause over the time that is averaged; empty where there are none
     * @param mapped where the map of weights is not exact
     */
    public record Deviation(double max, double rms, Optional<Double> scatterRms, Optional<MapError> mapped) {
        /** The rms that is to be expected: of spikes, and of the map; empty where nothing is. */
        public Optional<Double> predictedRms() {
            double predicted = Math.hypot(
                    scatterRms.orElse(0.0), mapped.map(MapError::mapRms).orElse(0.0));
            return predicted > 0 ? Optional.of(predicted) : Optional.empty();
        }
    }

    /**
     * Potentials where weights do not do all that they do in F1: synapses are conductances, or currents that are not scaled to the cell. In units of the layer's rms of v_F1.
     *
     * @param max largest distance, over units and samples, from the steady state that the equations of the neurons have
     * @param rms root mean square of the same
     * @param mapRms of the distance of that state from F1's
     * @param byUnit rms over samples of the distance of that state from F1's, [layer][unit]
     */
    public record MapError(double max, double rms, double mapRms, double[][] byUnit) {}

    /**
     * Largest magnitudes that the neurons of a controller had to represent, in units of their radii: beyond 1 they saturate.
     *
     * @param integral of u_int
     * @param error of e
     */
    public record Represented(double integral, double error) {}

    /**
     * How feedback that learns stands to the forward weights of its formulation, over the held-out samples probed.
     *
     * @param drawn as it was drawn
     * @param learned after pre-training, then after each epoch
     */
    public record FeedbackMeasures(Alignment drawn, List<Alignment> learned) {
        public FeedbackMeasures {
            learned = List.copyOf(learned);
        }

        /** After pre-training. */
        public Alignment preTrained() {
            return learned.get(0);
        }

        /** After the last epoch. */
        public Alignment last() {
            return learned.get(learned.size() - 1);
        }
    }

    /**
     * A held-out sample.
     *
     * @param input r_0 of the sample
     * @param label its class; none in a regression
     */
    public record Shown(double[] input, OptionalInt label) {
        /** Outputs that are drawn, in words. */
        String drawn() {
            return label.isPresent() ? "the class shown and its strongest rival" : "the first units";
        }
    }
}
