package org.apical.plasticity.rule;

import java.util.Collections;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.apical.network.synapse.NeuronConstants;
import org.apical.network.synapse.Postsynaptic;
import org.apical.network.synapse.Quantity;
import org.apical.network.synapse.Reading;
import org.apical.network.synapse.Reading.Present;
import org.apical.network.synapse.SynapseView;
import org.apical.network.synapse.TraceDecay;
import org.apical.neuron.kernel.Kernels;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.parameter.Key;
import org.apical.neuron.parameter.Require;

/**
 * Dendritic prediction of somatic activity (Urbanczik and Senn 2014; physics.md 7):
 *
 * <pre>
 * dW_ij = (phi(v_i) - phi(v*_i)) x_j     rate form: v from V_s
 * dW_ij = (S_i - phi(v*_i)) x_j          spike form: the neuron's own spikes
 * db_i likewise with x = 1
 * </pre>
 *
 * A constant x is multiplied once, after the errors of all steps are summed. A trace of single spikes is multiplied when they come ({@link TraceDecay}): the
 * change is the same, on the time grid exactly, at the price of the spikes instead of that of all synapses in all steps.
 *
 * <p>Where the units of a layer compete, only synapses of neurons that inhibition does not silence may learn, or only those of silenced ones ({@link Eligible}): a
 * silenced neuron has v_i = 0, so that its lateral synapses unlearn the drive that its dendrite predicts in the company of the winners.
 *
 * <p>Where conductances end on the dendrite, a synapse may know how far it is from its reversal, as in Urbanczik and Senn 2014: its change is multiplied by its driving force, relative to that at the
 * working point ({@link org.apical.network.synapse.DrivingForce}, physics.md 5.8).
 *
 * <p>Reads: V_s (or the postsynaptic spikes), V_b of the synapse's own compartment, the presynaptic trace, constants of the population, inhibition of the soma where it decides, the
 * sign of its own weight where driving forces count ({@link #reads}). Writes: its own weights.
 */
public record DendriticPrediction(
        Teacher teacher, Prediction prediction, Eligible eligible, boolean drivingForce, MatrixProduct product)
        implements OnlineRule {

    /** What the prediction is compared with. */
    public enum Teacher {
        /** phi of the somatic potential. */
        SOMATIC_VOLTAGE,
        /** The spikes of the neuron itself, as a rate. */
        OWN_SPIKES
    }

    /** Whose synapses learn in a step. */
    public enum Eligible {
        /** All neurons'. */
        ALL,
        /** Those of neurons that inhibition does not silence. */
        ACTIVE,
        /** Those of neurons that inhibition silences. */
        SILENCED
    }

    /**
     * The rule, described.
     *
     * @param teacher what the prediction is compared with; its own spikes where a spike resets the soma, else the somatic potential
     * @param prediction how it is read; through the somatic time constant where units spike (physics.md 7), else as it is
     * @param eligible whose synapses learn
     * @param drivingForce whether the change of a conductance is multiplied by its driving force
     */
    public record Description(
            @Key("voltage or spikes; default: spikes where a spike resets the soma, else voltage")
            Optional<Teacher> teacher,

            @Key("instantaneous or through soma; default: through soma under spikes, else instantaneous")
            Optional<Reader> prediction,

            @Key(value = "whose synapses learn: all, active or silenced neurons'", or = "all")
            Eligible eligible,

            @Key(
                    value =
                            "whether the driving force E - V_b, relative to that at the working point, is a factor of the change of conductances",
                    or = "false")
            boolean drivingForce)
            implements RuleDescription {

        /** How the prediction is read. */
        public enum Reader {
            INSTANTANEOUS,
            THROUGH_SOMA
        }

        @Override
        public LocalRule rule(Place place) {
            Teacher compared =
                    teacher.orElse(place.spikes() && place.resets() ? Teacher.OWN_SPIKES : Teacher.SOMATIC_VOLTAGE);
            Reader read = prediction.orElse(place.spikes() ? Reader.THROUGH_SOMA : Reader.INSTANTANEOUS);
            return new DendriticPrediction(
                    compared, Prediction.of(read, place), eligible, drivingForce, place.product());
        }

        @Override
        public boolean alikeUnderSpikes() {
            return true;
        }

        @Override
        public boolean needsConductances() {
            return drivingForce;
        }
    }

    /** All synapses learn. */
    public DendriticPrediction(Teacher teacher, Prediction prediction, MatrixProduct product) {
        this(teacher, prediction, Eligible.ALL, false, product);
    }

    /** The same at the synapses of some neurons. */
    public DendriticPrediction only(Eligible neurons) {
        return new DendriticPrediction(teacher, prediction, neurons, drivingForce, product);
    }

    @Override
    public Set<Reading> reads() {
        Set<Reading> reads = new HashSet<>();
        if (eligible != Eligible.ALL) {
            reads.add(new Present(Quantity.SOMATIC_INHIBITION));
        }
        if (drivingForce) {
            reads.add(new Present(Quantity.WEIGHT));
        }
        Collections.addAll(
                reads,
                new Present(Quantity.PRESYNAPTIC_TRACE),
                new Present(teacher == Teacher.OWN_SPIKES ? Quantity.OUTPUT : Quantity.SOMATIC_POTENTIAL),
                prediction.reading(),
                new Present(Quantity.POPULATION_CONSTANTS));
        return Set.copyOf(reads);
    }

    @Override
    public Synapses on(SynapseView view) {
        return view.post()
                .constants()
                .driving()
                .filter(force -> drivingForce)
                .<Synapses>map(force -> new DrivenErrors(view, error(view), force, product))
                .orElseGet(() -> new ErrorTimesTrace(view, error(view), product));
    }

    @Override
    public OnlineSynapses onlineOn(SynapseView view, double[] bySource, double eta) {
        Require.that(
                !drivingForce,
                "DendriticPrediction.drivingForce",
                "must be false where weights change while they are in use",
                true);
        return new LiveWeights(view, error(view), product.kernels(), bySource, eta);
    }

    /** e_i of a layer. */
    PredictionError error(SynapseView view) {
        return new SomaticError(view, this);
    }

    private static final class SomaticError extends PredictionError {
        private final Teacher teacher;
        private final Eligible eligible;
        private final Kernels kernels;

        SomaticError(SynapseView view, DendriticPrediction rule) {
            super(view, rule.prediction);
            this.teacher = rule.teacher;
            this.kernels = rule.product.kernels();
            this.eligible = rule.eligible;
        }

        @Override
        double[] expected(NeuronConstants neuron, double[] predicted, double[] to) {
            neuron.transfer().apply(kernels, predicted, to, to.length);
            return to;
        }

        @Override
        void choose(Postsynaptic post, double[] error) {
            if (eligible == Eligible.ALL) {
                return;
            }
            double[] inhibited = post.inhibited();
            for (int k = 0; k < error.length; k++) {
                error[k] *= eligible == Eligible.SILENCED ? inhibited[k] : 1 - inhibited[k];
            }
        }

        /** S_i, or phi(v_i). */
        @Override
        double[] actual(Postsynaptic post, double[] to) {
            // a graded rate is phi(V_s) already
            if (teacher == Teacher.OWN_SPIKES || post.kind() == Postsynaptic.Output.RATE) {
                return post.output();
            }
            NeuronConstants neuron = post.constants();
            double[] v = abstractPotential(post.soma(), neuron.somaOrigin(), neuron.somaScale(), to);
            neuron.transfer().apply(kernels, v, to, to.length);
            return to;
        }
    }
}
