package org.apical.app.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apical.app.UserError;
import org.apical.network.control.Control;
import org.apical.network.description.Connectivity;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.soma.LeakyIntegrateAndFire;
import org.apical.plasticity.rule.DendriticPrediction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Experiments of which keys are set one by one, as {@code --set} does. */
class ExperimentChangesTest {
    private static final MatrixProduct PRODUCT = MatrixProduct.detect();

    /** Data and layers are enough. */
    private static final String SHORTEST = """
            data: {set: digits, train: 32, test: 20}
            layers:
              - {name: a, units: 5}
              - {name: b, transfer: rectified}
            """;

    private static Experiment set(String text, String... changes) {
        ExperimentFile file = ExperimentFile.read("net.yaml", text);
        for (String change : changes) {
            String[] one = change.split("=", 2);
            file = file.with("--set " + one[0], one[0], one[1]);
        }
        return file.experiment(PRODUCT);
    }

    @Test
    void dataAndLayersAreEnough() {
        Experiment shortest = set(SHORTEST);
        assertThat(shortest.formulations()).containsExactly(Form.F1, Form.F2, Form.F3);
        assertThat(new Formulations(shortest, PRODUCT).network().inputs()).isEqualTo(64);
        assertThat(new Formulations(shortest, PRODUCT).network().outputs()).isEqualTo(10);
    }

    @Test
    void aKeyIsSetWhereverItStands() {
        Experiment experiment = set(
                SHORTEST,
                "seed=-5",
                "learning.epochs=3",
                "learning.feedback.learned.sigma=0.02",
                "timing.dtMs=0.5",
                "layers[0].units=7",
                "layers[1].transfer=linear",
                "formulations=[F1, F3]",
                "learning.rule={kind: dendritic prediction, teacher: spikes}",
                "spikes={soma: {kind: lif, thresholdMv: -50}, noiseMv: 2}",
                "feedforward=[{from: input, to: a, connectivity: {probability: 0.5}}, {from: a, to: b}]",
                "feedforward[0].connectivity.probability=0.25",
                "data.test=10");
        assertThat(experiment.seed()).isEqualTo(-5);
        assertThat(experiment.learning().epochs()).isEqualTo(3);
        assertThat(experiment.learning().feedback().learned().orElseThrow().sigma())
                .isEqualTo(0.02);
        assertThat(experiment.timing().dtMs()).isEqualTo(0.5);
        assertThat(experiment.layers().get(0).units()).contains(7);
        assertThat(experiment.layers().get(1).transfer()).isEqualTo(Transfer.LINEAR);
        assertThat(experiment.layers().get(1).name()).isEqualTo("b");
        assertThat(experiment.formulations()).containsExactly(Form.F1, Form.F3);
        assertThat(experiment.learning().rule())
                .extracting(rule -> ((DendriticPrediction.Description) rule).teacher())
                .isEqualTo(java.util.Optional.of(DendriticPrediction.Teacher.OWN_SPIKES));
        assertThat(experiment.spikes().soma()).isEqualTo(new LeakyIntegrateAndFire(-50, -65, 2));
        assertThat(experiment.feedforward().get(0).connectivity()).isEqualTo(new Connectivity.Probability(0.25));
        assertThat(experiment.data().orElseThrow().train()).isEqualTo(32);
        assertThat(experiment.data().orElseThrow().test()).isEqualTo(10);
    }

    @Test
    void theLastWordCountsAndTheFileStaysAsItWas() {
        ExperimentFile file = ExperimentFile.read("net.yaml", SHORTEST);
        ExperimentFile changed = file.with("--set seed", "seed", "2").with("--set seed", "seed", "3");
        assertThat(changed.experiment(PRODUCT).seed()).isEqualTo(3);
        assertThat(file.experiment(PRODUCT).seed()).isEqualTo(1);
        assertThat(changed.has("seed")).isTrue();
        assertThat(file.has("seed")).isFalse();
        assertThat(file.has("layers[1]")).isTrue();
        assertThat(file.has("layers[2]")).isFalse();
    }

    @Test
    void asFarAsAnotherFileHasIt() {
        ExperimentFile learned = ExperimentFile.embedded("digits-learned.yaml");
        Experiment experiment = ExperimentFile.read("net.yaml", SHORTEST)
                .with("learning.feedback", learned)
                .experiment(PRODUCT);
        assertThat(experiment.learning().feedback())
                .isEqualTo(learned.experiment(PRODUCT).learning().feedback());
        assertThat(experiment.learning().epochs()).isEqualTo(18);
    }

    /** The option is named where the file would be, and the key in full. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // keys that do not exist
                "learning.epoch=3 | learning.epoch | expected one of method, rule, lateral | found the key 'epoch'",
                "epochs=3 | epochs | expected one of data, input, layers | found the key 'epochs'",
                "learning.optimiser={kind: adam, momentum: 0} | learning.optimiser.momentum | expected one of rate | 'momentum'",
                "layers[0].size=3 | layers[0].size | expected one of name, units | found the key 'size'",
                "layers[0].units.max=3 | layers[0].units | expected a whole number from 1 to 1000000 | found the keys max",
                "layers[2].units=3 | | expected a key of the description | found no place for it in layers",
                "layers[-1].units=3 | | expected a key of the description | found no place for it in layers",
                "layers.first=3 | | expected a key of the description | found no place for it in layers",
                "seed[0]=3 | | expected a key of the description | found no place for it in seed",
                "seed.root=3 | seed | expected a whole number | found the keys root",
                // values that are none of the key's
                "learning.epochs=-1 | learning.epochs | expected a whole number from 0 to 10000 | found '-1'",
                "learning.epochs=many | learning.epochs | expected a whole number from 0 to 10000 | found 'many'",
                "learning.epochs= | learning.epochs | expected a whole number from 0 to 10000 | found ''",
                "learning.epochs=[1, 2] | learning.epochs | expected a whole number | found a list of 2",
                "learning.epochs=010 | learning.epochs | without a leading zero | found '010'",
                "timing.dtMs=0 | timing.dtMs | expected a number > 0 (ms) | found '0'",
                "timing.controlledMs=0.5 | timing.controlledMs | must be a multiple of dtMs = 1.0 ms | got 0.5",
                "learning.optimiser={kind: adam, rate: 0} | learning.optimiser.rate | expected a number > 0 | found '0'",
                "learning.target.nudge={} | learning.target.nudge | expected the key lambda | found no keys",
                "layers[0]={name: c, units: [1]} | layers[0].units | expected a whole number | found a list of 1",
                "layers=[{name: c}, {name: d, bias: 3}] | layers[1].bias | expected true or false | found '3'",
                "controller={kind: spiking, neurons: 7} | controller | even | 7",
                "data.set=svhn | data.set | expected one of digits | found 'svhn'",
                "data.train=0 | data.train | expected a number > 0 | found '0'",
                // values that are no YAML, or more than one value
                "learning={ | | expected YAML | ",
                "seed=!!int 3 | | expected a value without a tag | ",
                "seed=*a | | aliases are not followed | ",
            })
    void whatIsWrongNamesTheOption(String change, String key, String expected, String found) {
        String option = "--set " + change.split("=")[0].strip();
        assertThatThrownBy(() -> set(SHORTEST, change))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith(option + ": " + (key == null ? "" : key))
                .hasMessageContaining(expected)
                .hasMessageContaining(found == null ? "" : found)
                .message()
                .hasLineCount(1);
    }

    /** The other formulations would take the direct way and not say so. */
    @Test
    void inversionOfTheNetworkIsForF1() {
        assertThat(set(SHORTEST, "learning.feedback={inversion: {}}", "formulations=[F1]")
                        .formulations())
                .containsExactly(Form.F1);
        for (String others : new String[] {"[F2]", "[F1, F3]"}) {
            assertThatThrownBy(() -> set(SHORTEST, "learning.feedback={inversion: {}}", "formulations=" + others))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("learning.feedback")
                    .hasMessageContaining("F1");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "[F1, F1]", "[F3, F1, F3]"})
    void formulationsAreOneOfEachAtLeast(String formulations) {
        assertThatThrownBy(() -> set(SHORTEST, "formulations=" + formulations))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("--set formulations: formulations");
    }

    /** Before anything runs, and by their key, wherever they stand. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "agreement.settleMs=200.5 | agreement.settleMs",
                "learning.feedback.learned.presentationMs=20.5 | learning.feedback.learned.presentationMs",
                "learning.feedback={learned: {phases: one, highPassMs: 50, onsetMs: 0.4}} | learning.feedback.learned.onsetMs",
                "learning.rule={kind: clopath, delayMs: 0.4} | learning.rule.delayMs",
                "learning.rule={clopath: {delayMs: 0.4}} | learning.rule.clopath.delayMs",
            })
    void timesOffTheGridAreRefusedByTheirKey(String change, String key) {
        assertThatThrownBy(() -> set(SHORTEST, change, "formulations=[F3]"))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("--set " + change.split("=")[0] + ": " + key)
                .hasMessageContaining("must be a multiple of dtMs = 1.0 ms");
    }

    /** What the file says of the kind it names goes with the kind; what was set beside the other, or is of none, does not. */
    @Test
    void anotherKindLeavesTheKeysOfTheFormerBehind() {
        String text = SHORTEST + "controller: {kind: spiking, alpha: 0.02, neurons: 40, outputTauMs: 7}\n";
        assertThat(set(text, "controller.kind=none").controller()).isEqualTo(new Control.None());
        assertThat(set(text, "controller.kind=ideal").controller())
                .isInstanceOfSatisfying(
                        Control.Ideal.class, c -> assertThat(c.law().alpha()).isEqualTo(0.02));
        assertThatThrownBy(() -> set(text, "controller.kind=none", "controller.neurons=5"))
                .isInstanceOf(UserError.class)
                .hasMessage(
                        "--set controller.neurons: controller.neurons (line 1): expected no keys, found the key 'neurons'");
        assertThatThrownBy(() -> set(text.replace("neurons", "nuerons"), "controller.kind=none"))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("net.yaml: controller.nuerons (line 5)");
        assertThatThrownBy(() -> set(text.replace("spiking", "none")))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("net.yaml: controller.alpha (line 5)");
    }

    /** Neurons that share a membrane have no bursts of their own. */
    @Test
    void aRuleOfBurstsNeedsNeuronsOneByOne() {
        assertThatThrownBy(() -> set(SHORTEST, "learning.rule=burst-dependent", "formulations=[F3]"))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("--set learning.rule: learning.rule")
                .hasMessageContaining("reads no bursts");
        assertThat(set(SHORTEST, "learning.rule=burst-dependent", "spikes.soma=lif", "formulations=[F3]")
                        .learning()
                        .rule()
                        .needsBursts())
                .isTrue();
    }

    /** Currents have no driving force. */
    @Test
    void drivingForcesNeedConductances() {
        String driven = "learning.rule={kind: dendritic prediction, drivingForce: true}";
        assertThatThrownBy(() -> set(SHORTEST, driven))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("--set learning.rule: learning.rule.drivingForce")
                .hasMessageContaining("no layer has conductances on its basal dendrites");
        assertThat(set(SHORTEST, driven, "neurons.synapses={basal: conductance}")
                        .learning()
                        .rule()
                        .needsConductances())
                .isTrue();
    }

    @Test
    void delaysOfARuleFitIntoMemory() {
        assertThatThrownBy(() -> set(SHORTEST, "learning.rule={kind: clopath, delayMs: 2e9}", "formulations=[F3]"))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("--set learning.rule: learning.rule.delayMs")
                .hasMessageContaining("2000000000 steps x ")
                .hasMessageContaining("GB of memory");
    }

    @Test
    void whatTheFileSaysIsStillItsOwn() {
        assertThatThrownBy(() -> set(SHORTEST.replace("32", "0"), "seed=3"))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("net.yaml: data.train (line 1): expected a number");
    }

    /** Of kinds that the file leaves to their defaults, or names without parameters. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "learning.optimiser.rate=0.5",
                "learning.optimiser.schedule=constant",
                "controller.alpha=0.5",
                "learning.rule.teacher=spikes",
                "data.train=16"
            })
    void aKeyIsSetOfAKindThatIsTheDefaultOrANameAlone(String change) {
        String[] one = change.split("=");
        String named = SHORTEST.replaceFirst("data: .*\n", "data: digits\n") + """
                controller: ideal
                learning: {rule: dendritic prediction, optimiser: adam}
                """;
        Experiment changed = set(SHORTEST.replaceFirst("data: .*\n", "data: {set: digits}\n"), change);
        assertThat(ExperimentFile.write(changed))
                .contains(one[0].substring(one[0].indexOf('.') + 1).replaceAll(".*\\.", "") + ": " + one[1]);
        assertThat(set(named, change)).isEqualTo(changed).isNotEqualTo(set(named));
    }

    @Test
    void theKindOfANameAloneIsChangedOrKept() {
        String named = SHORTEST + """
                controller: ideal
                spikes: {soma: lif}
                learning: {feedback: learned}
                audit: {formulation: F2}
                """;
        Experiment experiment = set(
                named,
                "controller.kind=rate",
                "controller.neurons=50",
                "spikes.soma.thresholdMv=-50",
                "learning.feedback.learned.sigma=0.02",
                "audit.formulation=F3");
        assertThat(experiment.controller()).isInstanceOf(Control.Rate.class);
        assertThat(experiment.spikes().soma()).isEqualTo(new LeakyIntegrateAndFire(-50, -65, 2));
        assertThat(experiment.learning().feedback().learned().orElseThrow().sigma())
                .isEqualTo(0.02);
        assertThat(experiment.audit().formulation()).isEqualTo(Form.F3);
        assertThatThrownBy(() -> set(named.replace("lif", "hh"), "spikes.soma.thresholdMv=-50"))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("net.yaml: spikes.soma (line ")
                .hasMessageContaining("expected one of escape, escape with reset, lif")
                .hasMessageEndingWith("found 'hh'");
        assertThatThrownBy(() -> set(named + "input: pixels\n", "input.units=64"))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("net.yaml: input (line ")
                .hasMessageEndingWith("expected the keys name, units, baselineHz, gainHz, as, found 'pixels'");
    }

    /** Of a regression the default target is the target itself; what a file says stays, and classes keep theirs. */
    @Test
    void theDefaultTargetOfARegressionIsTheTargetItself() {
        String text = "data: {generate: %s, samples: 40}\nlayers: [{name: a, units: 4}, {name: b, transfer: linear}]\n";
        ExperimentFile sine = ExperimentFile.read("sine.yaml", String.format(text, "sine"));
        assertThat(sine.experiment(PRODUCT).learning().target()).isEqualTo(new TargetDescription.Nudge(0.5, 1));
        assertThat(sine.with("--set", "learning.target", "{nudge: {lambda: 0.1}}")
                        .experiment(PRODUCT)
                        .learning()
                        .target())
                .isEqualTo(new TargetDescription.Nudge(0.1, 1));
        assertThat(ExperimentFile.read("autoencoder.yaml", String.format(text, "xor, autoencoder: true"))
                        .experiment(PRODUCT)
                        .learning()
                        .target())
                .isEqualTo(new TargetDescription.Nudge(0.5, 1));
        assertThat(ExperimentFile.read("xor.yaml", String.format(text, "xor"))
                        .experiment(PRODUCT)
                        .learning()
                        .target())
                .isEqualTo(new TargetDescription.Nudge(6, 1));
    }
}
