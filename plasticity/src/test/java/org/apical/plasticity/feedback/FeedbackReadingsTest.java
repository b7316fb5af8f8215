package org.apical.plasticity.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.apical.network.synapse.ApicalConstants;
import org.apical.network.synapse.ApicalSynapseView;
import org.apical.network.synapse.Quantity;
import org.apical.network.synapse.UndeclaredReadingException;
import org.apical.neuron.kernel.MatrixProduct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every feedback rule reads what it declares, and nothing else. */
class FeedbackReadingsTest {
    private static final MatrixProduct PRODUCT = MatrixProduct.detect();
    private static final int STEPS = 40;
    /** What exists at an apical synapse. */
    private static final Set<Quantity> EXISTING = EnumSet.of(
            Quantity.LOCAL_POTENTIAL,
            Quantity.PRESYNAPTIC_TRACE,
            Quantity.PRESYNAPTIC_SPIKES,
            Quantity.WEIGHT,
            Quantity.POPULATION_CONSTANTS);

    static Stream<FeedbackRule> rules() {
        AntiHebbianParams plain = AntiHebbianParams.plain(0.5, 1);
        AntiHebbianParams decaying =
                new AntiHebbianParams(0.5, 1, new ControlFilter.HighPass(20), new FeedbackDecay.Homeostatic(0.2, 1));
        AntiHebbianParams highPassed = new AntiHebbianParams(
                0.5,
                1,
                new ControlFilter.HighPass(30),
                new ApicalFluctuation.HighPass(20),
                1.2,
                new FeedbackDecay.Constant(0.1));
        return Stream.of(plain, decaying, highPassed).map(params -> new AntiHebbianFeedback(params, PRODUCT));
    }

    private static ApicalRig rig() {
        return new ApicalRig(3, 2, 2, new ApicalConstants(3.5, 1));
    }

    /** Past the gate that would refuse them: the rule on all there is, NaN in everything it does not declare. */
    @ParameterizedTest
    @MethodSource("rules")
    void whatIsNotDeclaredDoesNotReachTheChange(FeedbackRule rule) {
        Set<Quantity> undeclared = EnumSet.copyOf(EXISTING);
        undeclared.removeAll(rule.quantities());
        assertThat(undeclared).contains(Quantity.PRESYNAPTIC_SPIKES);
        double[] healthy = course(rule);
        assertThat(healthy).doesNotContain(Double.NaN, 0.0);
        assertThat(course(rule, undeclared.toArray(Quantity[]::new))).isEqualTo(healthy);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void whatIsDeclaredReachesTheChange(FeedbackRule rule) {
        for (Quantity quantity : rule.quantities()) {
            assertThat(Arrays.stream(course(rule, quantity)).anyMatch(Double::isNaN))
                    .as(quantity.name())
                    .isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theGateHandsOutAllThatIsNeeded(FeedbackRule rule) {
        ApicalRig rig = rig();
        assertThat(rig.course(rule.at(rig.view()), STEPS)).isEqualTo(course(rule));
    }

    /** What was so 36 windows ago has faded to less than the rounding of a double; V_a at the start, which is kept, is left as it was. */
    @ParameterizedTest
    @MethodSource("rules")
    void whatLiesFarOutsideTheWindowIsForgotten(FeedbackRule rule) {
        double[][] changes = new double[2][6];
        int wait = 36 * 31;
        for (int course = 0; course < 2; course++) {
            ApicalRig rig = rig();
            FeedbackRule.Synapses synapses = rule.on(rig.view());
            synapses.begin();
            for (int step = 0; step < wait + STEPS; step++) {
                rig.draw();
                if (course == 1 && step > 0 && step < 10) {
                    Arrays.fill(rig.potential(), 1);
                    Arrays.fill(rig.control(), 1);
                }
                synapses.step(step >= wait);
            }
            synapses.addTo(changes[course], 1);
        }
        assertThat(changes[1]).containsExactly(changes[0], within(1e-11));
    }

    @Test
    void reachingForWhatIsNotDeclaredNamesIt() {
        ApicalSynapseView nothing = rig().view().only(EnumSet.noneOf(Quantity.class));
        assertThatThrownBy(() -> nothing.post().potential())
                .isInstanceOf(UndeclaredReadingException.class)
                .hasMessageContaining("LOCAL_POTENTIAL");
        assertThatThrownBy(() -> nothing.post().constants()).hasMessageContaining("POPULATION_CONSTANTS");
        assertThatThrownBy(() -> nothing.pre().trace()).hasMessageContaining("PRESYNAPTIC_TRACE");
        assertThatThrownBy(nothing::weights).hasMessageContaining("WEIGHT");
    }

    private static double[] course(FeedbackRule rule, Quantity... poisoned) {
        ApicalRig rig = rig();
        for (Quantity quantity : poisoned) {
            rig.poison(quantity);
        }
        return rig.course(rule.on(rig.view()), STEPS, poisoned);
    }
}
