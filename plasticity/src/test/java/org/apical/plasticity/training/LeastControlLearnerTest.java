package org.apical.plasticity.training;

import static org.apical.plasticity.training.TestLearners.INSTANTANEOUS;
import static org.apical.plasticity.training.TestLearners.NETWORK;
import static org.apical.plasticity.training.TestLearners.PRODUCT;
import static org.apical.plasticity.training.TestLearners.THROUGH_SOMA;
import static org.apical.plasticity.training.TestLearners.WEIGHTS;
import static org.apical.plasticity.training.TestLearners.graded;
import static org.apical.plasticity.training.TestLearners.learnable;
import static org.apical.plasticity.training.TestLearners.rates;
import static org.apical.plasticity.training.TestLearners.samples;
import static org.apical.plasticity.training.TestLearners.spiking;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apical.network.control.LabelTarget;
import org.apical.network.control.SoftmaxNudge;
import org.apical.network.dynamics.Presentation;
import org.apical.network.dynamics.Presentation.Phase;
import org.apical.network.dynamics.Simulation;
import org.apical.network.formulation.Formulation;
import org.apical.network.parallel.LaneBlocks;
import org.apical.network.theory.SteadyState;
import org.apical.neuron.compartment.Coupling;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.compartment.TransferResistances;
import org.apical.neuron.random.RandomStreams;
import org.apical.plasticity.rule.LeastControl;
import org.apical.plasticity.rule.LocalRule;
import org.apical.plasticity.rule.Prediction;
import org.apical.plasticity.update.WeightUpdate;
import org.junit.jupiter.api.Test;

/** The rule of least control where networks run. */
class LeastControlLearnerTest {
    /** alpha of the controller of {@link TestLearners}. */
    private static final double ALPHA = 0.1;

    private static final Targets STRONG = samples -> new LabelTarget(1, -1, samples.labels());

    private final Samples batch = samples(6, 4);

    /** Q_i u r_{i-1}^T of Newton's steady state, summed over samples. */
    private WeightUpdate theory() {
        WeightUpdate sum = new WeightUpdate(NETWORK);
        for (int k = 0; k < batch.size(); k++) {
            double[] target = new double[5];
            STRONG.of(batch.range(k, 1)).fill(null, target, 5, 1);
            SteadyState steady = SteadyState.newton(NETWORK, WEIGHTS, batch.rates()[k], target, ALPHA, 1e-12);
            for (int l = 0; l < 2; l++) {
                double[] psi = new double[NETWORK.units(l)];
                for (int i = 0; i < psi.length; i++) {
                    for (int o = 0; o < 5; o++) {
                        psi[i] += WEIGHTS.feedback(l)[i * 5 + o] * steady.control()[o];
                    }
                }
                sum.addOuter(l, psi, steady.state().presynaptic(l), 1);
            }
        }
        return sum;
    }

    /** What the rule makes of the last step of a long presentation. */
    private WeightUpdate settled(Formulation formulation) {
        int lanes = batch.size();
        Simulation simulation = formulation.simulation(lanes);
        LeastControl rule = new LeastControl(INSTANTANEOUS, PRODUCT);
        WeightUpdate update = new WeightUpdate(NETWORK);
        long[] trials = new long[lanes];
        simulation.present(
                formulation.map(WEIGHTS),
                new Presentation(batch.lanes(0, lanes), trials, Phase.PROBE, new RandomStreams(1)),
                STRONG.of(batch));
        for (int l = 0; l < 2; l++) {
            LocalRule.Synapses synapses = rule.at(simulation.synapses(l));
            synapses.begin();
            synapses.step(true);
            synapses.addTo(update.forward(l), update.bias(l), 1);
        }
        return update;
    }

    private static void assertEqual(WeightUpdate actual, WeightUpdate expected, double factor, double tolerance) {
        for (int l = 0; l < 2; l++) {
            for (int k = 0; k < expected.forward(l).length; k++) {
                assertThat(actual.forward(l)[k]).isCloseTo(factor * expected.forward(l)[k], within(tolerance));
            }
            for (int i = 0; i < expected.bias(l).length; i++) {
                assertThat(actual.bias(l)[i]).isCloseTo(factor * expected.bias(l)[i], within(tolerance));
            }
        }
    }

    /** 40 tau_u: the slowest mode has gone by more than e^-30. */
    @Test
    void ratesSettleAtTheControlTimesTheControlledRates() {
        assertEqual(settled(rates(8000)), theory(), 1, 1e-10);
    }

    @Test
    void compartmentsSettleAtTheSame() {
        assertEqual(settled(graded(8000, Coupling.DENDRITE_TO_SOMA)), theory(), 1, 1e-7);
    }

    /** With reciprocal coupling part of the control reaches the basal dendrite: 1 - kappa R_ba / R_sa of psi is left, in every layer, the direction the same. */
    @Test
    void reciprocalCouplingScalesTheControlThatIsSeen() {
        TransferResistances r = TransferResistances.of(PyramidalCell.standard().withCoupling(Coupling.RECIPROCAL));
        double seen = 1 - r.basalAttenuation() * r.basalApical() / r.somaApical();
        assertThat(seen).isBetween(0.1, 0.9);
        assertEqual(settled(graded(8000, Coupling.RECIPROCAL)), theory(), seen, 1e-7);
    }

    private static WeightUpdate update(Formulation formulation, Prediction prediction, Samples task) {
        try (LaneBlocks one = new LaneBlocks(1)) {
            return new Learner(
                            formulation,
                            new LeastControl(prediction, PRODUCT),
                            samples -> new SoftmaxNudge(1, 1, samples.labels()),
                            20,
                            one,
                            new RandomStreams(62))
                    .update(WEIGHTS, task, Phase.TRAINING, 0);
        }
    }

    /** 30 neurons a unit, 500 ms; V_s itself scatters less than phi of it and the prediction is filtered as it is. */
    @Test
    void spikesAskForTheUpdateOfTheRates() {
        Samples task = learnable(200, 1);
        WeightUpdate f1 = update(rates(1000), INSTANTANEOUS, task);
        assertThat(f1.cosine(update(spiking(30, 1000), THROUGH_SOMA, task))).isGreaterThanOrEqualTo(0.98);
    }
}
