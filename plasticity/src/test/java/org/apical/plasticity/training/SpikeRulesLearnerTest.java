package org.apical.plasticity.training;

import static org.apical.plasticity.training.TestLearners.NETWORK;
import static org.apical.plasticity.training.TestLearners.PRODUCT;
import static org.apical.plasticity.training.TestLearners.WEIGHTS;
import static org.apical.plasticity.training.TestLearners.rates;
import static org.apical.plasticity.training.TestLearners.samples;
import static org.apical.plasticity.training.TestLearners.spiking;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apical.network.control.SoftmaxNudge;
import org.apical.network.dynamics.Presentation.Phase;
import org.apical.network.dynamics.Simulation;
import org.apical.network.formulation.Formulation;
import org.apical.network.parallel.LaneBlocks;
import org.apical.network.synapse.UndeclaredReadingException;
import org.apical.neuron.population.NeuronUnits;
import org.apical.neuron.random.RandomStreams;
import org.apical.plasticity.rule.BurstDependent;
import org.apical.plasticity.rule.LocalRule;
import org.apical.plasticity.rule.SpikeTimingHebbian;
import org.apical.plasticity.rule.VoltageRule;
import org.apical.plasticity.rule.VoltageRuleParams;
import org.apical.plasticity.update.WeightUpdate;
import org.junit.jupiter.api.Test;

/** Rules of spikes and voltages at the synapses of a spiking network. */
class SpikeRulesLearnerTest {
    @Test
    void synapsesSeeTheSpikesThatTheirTwoNeuronsSend() {
        Simulation simulation = spiking(5, 100).simulation(2);
        assertThat(simulation.synapses(0).pre().spikes())
                .isSameAs(simulation.input().transmitted());
        for (int l = 0; l < NETWORK.layers(); l++) {
            assertThat(simulation.synapses(l).post().spikes())
                    .isSameAs(simulation.layer(l).transmitted());
        }
        assertThat(simulation.synapses(1).pre().spikes())
                .isSameAs(simulation.layer(0).transmitted());
        Simulation graded = rates(100).simulation(2);
        assertThatThrownBy(() -> graded.synapses(0).pre().spikes()).isInstanceOf(UndeclaredReadingException.class);
        assertThatThrownBy(() -> graded.synapses(0).post().spikes()).isInstanceOf(UndeclaredReadingException.class);
    }

    /** Events and bursts of single neurons; those that share one membrane have none. */
    @Test
    void aRuleOfBurstsLearnsWhereNeuronsAreToldApart() {
        BurstDependent rule = new BurstDependent(200, 0.2, 0.5, PRODUCT);
        try (LaneBlocks one = new LaneBlocks(1)) {
            WeightUpdate update = learner(spiking(NeuronUnits.standard(5), 400), rule, one)
                    .update(WEIGHTS, samples(4, 3), Phase.PROBE, 0);
            for (int l = 0; l < NETWORK.layers(); l++) {
                assertThat(update.forward(l)).doesNotContain(0, Double.NaN);
            }
            assertThatThrownBy(() -> rule.at(spiking(5, 400).simulation(2).synapses(0)))
                    .isInstanceOf(UndeclaredReadingException.class)
                    .hasMessageContaining("OWN_EVENTS");
        }
    }

    /** Theta_- and theta_+ are lowered to where the dendrites of this network are. */
    @Test
    void everySynapseOfASpikingNetworkLearns() {
        VoltageRuleParams params = new VoltageRuleParams(14e-5, 8e-5, -80, -75, 10, 7, 15, 4);
        List<LocalRule> rules =
                List.of(new VoltageRule(params, 0.5, PRODUCT), new SpikeTimingHebbian(20, 20, 0.5, PRODUCT));
        for (LocalRule rule : rules) {
            try (LaneBlocks one = new LaneBlocks(1)) {
                Learner learner = learner(spiking(5, 400), rule, one);
                WeightUpdate update = learner.update(WEIGHTS, samples(4, 3), Phase.PROBE, 0);
                for (int l = 0; l < NETWORK.layers(); l++) {
                    for (double change : update.forward(l)) {
                        assertThat(change).isFinite().isNotZero();
                    }
                    assertThat(update.bias(l)).containsOnly(0);
                }
            }
        }
    }

    private static Learner learner(Formulation formulation, LocalRule rule, LaneBlocks threads) {
        return new Learner(
                formulation,
                rule,
                samples -> new SoftmaxNudge(0.1, 1, samples.labels()),
                4,
                threads,
                new RandomStreams(62));
    }
}
