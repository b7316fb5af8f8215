package org.apical.plasticity.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.apical.network.synapse.Quantity;
import org.apical.network.synapse.SynapseView;
import org.apical.network.synapse.UndeclaredReadingException;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.plasticity.rule.DendriticPrediction.Eligible;
import org.apical.plasticity.rule.DendriticPrediction.Teacher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every local rule reads what it declares, and nothing else. */
class ReadingsTest {
    private static final MatrixProduct PRODUCT = MatrixProduct.detect();
    private static final int STEPS = 40;
    private static final double DT_MS = 0.5;
    private static final Set<Quantity> HANDED = EnumSet.allOf(Quantity.class);

    static Stream<LocalRule> rules() {
        return Stream.of(
                new DendriticPrediction(Teacher.SOMATIC_VOLTAGE, new Prediction.Instantaneous(), PRODUCT),
                new DendriticPrediction(Teacher.OWN_SPIKES, new Prediction.Instantaneous(), PRODUCT),
                new DendriticPrediction(Teacher.OWN_SPIKES, new Prediction.ThroughSoma(20, DT_MS), PRODUCT),
                new DendriticPrediction(Teacher.SOMATIC_VOLTAGE, new Prediction.Instantaneous(), PRODUCT)
                        .only(Eligible.ACTIVE),
                new DendriticPrediction(Teacher.SOMATIC_VOLTAGE, new Prediction.Instantaneous(), PRODUCT)
                        .only(Eligible.SILENCED),
                new DendriticPrediction(
                        Teacher.OWN_SPIKES, new Prediction.ThroughSoma(20, DT_MS), Eligible.ALL, true, PRODUCT),
                new LeastControl(new Prediction.Instantaneous(), PRODUCT),
                new LeastControl(new Prediction.ThroughSoma(20, DT_MS), PRODUCT),
                new VoltageRule(VoltageRuleParams.visualCortex(), DT_MS, PRODUCT),
                new TemporalHebbian(DT_MS, PRODUCT),
                new SpikeTimingHebbian(17, 23, DT_MS, PRODUCT),
                new SpikeAlignment(20, DT_MS, PRODUCT),
                new BurstDependent(25, 0.3, DT_MS, PRODUCT));
    }

    /** Past the gate that would refuse them: the rule on all there is, NaN in everything it does not declare. */
    @ParameterizedTest
    @MethodSource("rules")
    void whatIsNotDeclaredDoesNotReachTheChange(LocalRule rule) {
        EnumSet<Quantity> undeclared = EnumSet.copyOf(HANDED);
        undeclared.removeAll(rule.quantities());
        assertThat(undeclared).isNotEmpty();
        double[] healthy = course(rule, EnumSet.noneOf(Quantity.class));
        assertThat(healthy).doesNotContain(Double.NaN);
        assertThat(course(rule, undeclared)).isEqualTo(healthy);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void whatIsDeclaredReachesTheChange(LocalRule rule) {
        for (Quantity quantity : rule.quantities()) {
            assertThat(Arrays.stream(course(rule, EnumSet.of(quantity))).anyMatch(Double::isNaN))
                    .as(quantity.name())
                    .isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theGateHandsOutAllThatIsNeeded(LocalRule rule) {
        SynapseRig rig = new SynapseRig();
        LocalRule.Synapses synapses = rule.at(rig.view());
        synapses.begin();
        for (int step = 0; step < STEPS; step++) {
            rig.draw();
            synapses.step(true);
        }
        assertThat(SynapseRig.change(synapses)).isEqualTo(course(rule, EnumSet.noneOf(Quantity.class)));
    }

    /** What was so 36 windows ago has faded to less than the rounding of a double, exp(-36) = 2e-16. */
    @ParameterizedTest
    @MethodSource("rules")
    void whatLiesFarOutsideTheWindowIsForgotten(LocalRule rule) {
        double[][] changes = new double[2][];
        for (int course = 0; course < 2; course++) {
            SynapseRig rig = new SynapseRig();
            LocalRule.Synapses synapses = rule.on(rig.view());
            synapses.begin();
            for (int step = 0; step < 10; step++) {
                rig.draw();
                if (course == 1) {
                    for (Quantity quantity : HANDED) {
                        if (rig.array(quantity) != null) {
                            Arrays.setAll(rig.array(quantity), k -> 1);
                        }
                    }
                }
                synapses.step(false);
            }
            for (int step = 0; step < 36 * rule.windowMs() / DT_MS + STEPS; step++) {
                rig.draw();
                synapses.step(step >= 36 * rule.windowMs() / DT_MS);
            }
            changes[course] = SynapseRig.change(synapses);
        }
        assertThat(changes[1]).containsExactly(changes[0], within(1e-11));
    }

    /** A trace whose jumps are known is still all that is read of the presynaptic side, gathered or online. */
    @ParameterizedTest
    @EnumSource(Teacher.class)
    void whatIsNotDeclaredDoesNotReachTheChangeAtSpikes(Teacher teacher) {
        DendriticPrediction rule = new DendriticPrediction(teacher, new Prediction.ThroughSoma(20, DT_MS), PRODUCT);
        double[] healthy = eventCourse(rule, false);
        assertThat(Arrays.stream(healthy).allMatch(Double::isFinite)).isTrue();
        assertThat(Arrays.stream(healthy).anyMatch(x -> x != 0)).isTrue();
        assertThat(eventCourse(rule, true)).isEqualTo(healthy);
    }

    /** The change, gathered and online, on all there is, with NaN in the spikes of the other side and in the teacher that is not asked for. */
    private static double[] eventCourse(DendriticPrediction rule, boolean poisoned) {
        SpikeRig rig = new SpikeRig(3, 4, 1, 0.1, 0.2, 0.95, 12);
        LocalRule.Synapses gathered = rule.on(rig.events());
        double[] online = new double[12];
        OnlineRule.OnlineSynapses live = rule.onlineOn(rig.events(), online, 1);
        gathered.begin();
        live.begin();
        for (int step = 0; step < STEPS; step++) {
            rig.step();
            if (poisoned) {
                Arrays.fill(rig.spikes, Double.NaN);
                Arrays.fill(rule.teacher() == Teacher.OWN_SPIKES ? rig.soma : rig.output, Double.NaN);
            }
            gathered.step(true);
            live.step(true);
        }
        live.end();
        double[] both = Arrays.copyOf(online, 24);
        double[] dW = new double[12];
        gathered.addTo(dW, new double[3], 1);
        System.arraycopy(dW, 0, both, 12, 12);
        return both;
    }

    @Test
    void howTheTraceMovesIsHandedOutWithItAlone() {
        SynapseView view = new SpikeRig(3, 4, 1, 0.1, 0.2, 0.95, 12).events();
        assertThat(view.only(EnumSet.of(Quantity.PRESYNAPTIC_TRACE)).pre().decay())
                .isSameAs(view.pre().decay());
        assertThat(view.only(EnumSet.of(Quantity.PRESYNAPTIC_SPIKES)).pre().decay())
                .isNull();
    }

    @Test
    void reachingForWhatIsNotDeclaredNamesIt() {
        SynapseView nothing = new SynapseRig().view().only(EnumSet.noneOf(Quantity.class));
        assertThatThrownBy(() -> nothing.post().soma())
                .isInstanceOf(UndeclaredReadingException.class)
                .hasMessageContaining("SOMATIC_POTENTIAL");
        assertThatThrownBy(() -> nothing.post().basal()).hasMessageContaining("LOCAL_POTENTIAL");
        assertThatThrownBy(() -> nothing.post().output()).hasMessageContaining("OUTPUT");
        assertThatThrownBy(() -> nothing.post().spikes()).hasMessageContaining("OWN_SPIKES");
        assertThatThrownBy(() -> nothing.post().ownEvents()).hasMessageContaining("OWN_EVENTS");
        assertThatThrownBy(() -> nothing.post().ownBursts()).hasMessageContaining("OWN_BURSTS");
        assertThatThrownBy(() -> nothing.post().inhibited()).hasMessageContaining("SOMATIC_INHIBITION");
        assertThatThrownBy(() -> nothing.post().constants()).hasMessageContaining("POPULATION_CONSTANTS");
        assertThatThrownBy(() -> nothing.pre().trace()).hasMessageContaining("PRESYNAPTIC_TRACE");
        assertThatThrownBy(() -> nothing.pre().spikes()).hasMessageContaining("PRESYNAPTIC_SPIKES");
    }

    private static double[] course(LocalRule rule, Set<Quantity> poisoned) {
        SynapseRig rig = new SynapseRig();
        poisoned.forEach(rig::poison);
        LocalRule.Synapses synapses = rule.on(rig.view());
        synapses.begin();
        for (int step = 0; step < STEPS; step++) {
            rig.draw();
            poisoned.forEach(rig::poison);
            synapses.step(true);
        }
        return SynapseRig.change(synapses);
    }
}
