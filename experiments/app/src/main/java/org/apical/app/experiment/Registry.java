package org.apical.app.experiment;

import org.apical.app.data.Amount;
import org.apical.app.data.ImageFiles;
import org.apical.app.data.Part;
import org.apical.app.data.Scaling;
import org.apical.app.data.TableFile;
import org.apical.app.task.Digits;
import org.apical.app.task.FashionMnist;
import org.apical.app.task.FileTask;
import org.apical.app.task.ImageTask;
import org.apical.app.task.Mnist;
import org.apical.app.task.Sine;
import org.apical.app.task.TaskDescription;
import org.apical.app.task.TaughtRegression;
import org.apical.app.task.Xor;
import org.apical.app.yaml.Kinds;
import org.apical.network.control.Bounded;
import org.apical.network.control.Control;
import org.apical.network.control.Leak;
import org.apical.network.description.Competition;
import org.apical.network.description.Connectivity;
import org.apical.network.description.InitialWeights;
import org.apical.neuron.compartment.Coupling;
import org.apical.neuron.compartment.Dendrite;
import org.apical.neuron.population.DendriteSynapses;
import org.apical.neuron.soma.AdaptiveExponential;
import org.apical.neuron.soma.ExponentialEscape;
import org.apical.neuron.soma.LeakyIntegrateAndFire;
import org.apical.neuron.soma.QuadraticIntegrateAndFire;
import org.apical.neuron.soma.SharedEscape;
import org.apical.neuron.soma.SomaDescription;
import org.apical.plasticity.rule.BurstDependent;
import org.apical.plasticity.rule.DendriticPrediction;
import org.apical.plasticity.rule.DendriticPrediction.Teacher;
import org.apical.plasticity.rule.LeastControl;
import org.apical.plasticity.rule.RateHebbian;
import org.apical.plasticity.rule.RuleDescription;
import org.apical.plasticity.rule.SpikeAlignment;
import org.apical.plasticity.rule.SpikeTimingHebbian;
import org.apical.plasticity.rule.TemporalHebbian;
import org.apical.plasticity.rule.VoltageRuleParams;

/** What an experiment can say: a new rule, soma, cell, controller, task, target, optimiser or schedule is one line here. */
final class Registry {
    static final Kinds KINDS = new Kinds();

    static {
        KINDS.family(TaskDescription.class, "set")
                .kind("digits", Digits.class)
                .kind("mnist", Mnist.class)
                .kind("fashion-mnist", FashionMnist.class)
                .named("generate")
                .kind("xor", Xor.class)
                .kind("sine", Sine.class)
                .kind("student-teacher", TaughtRegression.class)
                .having("file", FileTask.class)
                .having("images", ImageTask.class);
        KINDS.family(Part.class)
                .number(Amount.class)
                .having("file", TableFile.class)
                .having("images", ImageFiles.class);
        KINDS.family(Scaling.class)
                .kind("none", Scaling.None.class)
                .kind("unit range", Scaling.UnitRange.class)
                .kind("standardised", Scaling.Standardised.class)
                .kind("given", Scaling.Given.class);
        KINDS.family(RuleDescription.class)
                .kind("dendritic prediction", DendriticPrediction.Description.class)
                .kind("clopath", VoltageRuleParams.class)
                .kind("temporal Hebbian", TemporalHebbian.Description.class)
                .kind("spike-timing Hebbian", SpikeTimingHebbian.Description.class)
                .kind("spike-based alignment", SpikeAlignment.Description.class)
                .kind("burst-dependent", BurstDependent.Description.class)
                .kind("least control", LeastControl.Description.class)
                .kind("rate Hebbian", RateHebbian.Description.class);
        KINDS.family(LearningMethod.class)
                .kind("control", LearningMethod.Control.class)
                .kind("backprop", LearningMethod.Backprop.class)
                .kind("direct feedback alignment", LearningMethod.DirectFeedbackAlignment.class)
                .kind("feedback alignment", LearningMethod.FeedbackAlignment.class)
                .kind("predictive coding", PredictiveCodingMethod.class)
                .kind("equilibrium propagation", EquilibriumPropagationMethod.class)
                .kind("input modulation", InputModulationMethod.class)
                .kind("weight mirror", WeightMirrorMethod.class)
                .kind("phaseless alignment", PhaselessAlignmentMethod.class)
                .kind("dendritic microcircuit", MicrocircuitMethod.class)
                .kind("BurstCCN", BurstCcnMethod.class)
                .kind("dis-inhibitory control", DisinhibitoryControlMethod.class)
                .kind("forward-forward", ForwardForwardMethod.class)
                .kind("counter-current", CounterCurrentMethod.class)
                .kind("alignment support", AlignmentSupportMethod.class)
                .kind("target propagation", TargetPropagationMethod.class);
        KINDS.family(SomaDescription.class)
                .kind("escape", SharedEscape.class)
                .kind("escape with reset", ExponentialEscape.class)
                .kind("lif", LeakyIntegrateAndFire.class)
                .kind("adaptive exponential", AdaptiveExponential.class)
                .kind("quadratic integrate-and-fire", QuadraticIntegrateAndFire.class);
        KINDS.family(CellDescription.class)
                .kind("standard", CellDescription.Standard.class)
                .kind("sacramento-2018", CellDescription.Sacramento2018.class)
                .kind("layer-5", CellDescription.LayerFivePyramidal.class)
                .kind("urbanczik-senn-2014", CellDescription.UrbanczikSenn2014.class)
                .kind("tree", CellDescription.Tree.class)
                .plain("three compartments", CellDescription.ThreeCompartments.class);
        KINDS.wrapped(DendriteSynapses.class)
                .kind("current", DendriteSynapses.Currents.class)
                .kind("conductance", DendriteSynapses.Conductances.class);
        KINDS.family(Control.class)
                .kind("none", Control.None.class)
                .kind("ideal", Control.Ideal.class)
                .kind("rate", Control.Rate.class)
                .kind("spiking", Control.Spiking.class)
                .kind("bounded", Bounded.class);
        KINDS.wrapped(TargetDescription.class)
                .kind("nudge", TargetDescription.Nudge.class)
                .kind("label", TargetDescription.Label.class);
        KINDS.wrapped(FeedbackDescription.class)
                .kind("fixed", FeedbackDescription.Fixed.class)
                .kind("learned", LearnedFeedback.class)
                .kind("inversion", FeedbackDescription.Inversion.class);
        KINDS.wrapped(Integration.class)
                .kind("euler", Integration.Euler.class)
                .kind("adaptive", Integration.Adaptive.class);
        KINDS.family(OptimiserDescription.class)
                .plain("adam", OptimiserDescription.AdamOptimiser.class)
                .kind("sgd", OptimiserDescription.Sgd.class);
        KINDS.family(Schedule.class)
                .kind("linear decay", Schedule.LinearDecay.class)
                .kind("constant", Schedule.Constant.class)
                .kind("warm-up and decay", WarmUpDecay.class);
        KINDS.family(Competition.class)
                .kind("none", Competition.None.class)
                .kind("winner take all", Competition.WinnerTakeAll.class);
        KINDS.wrapped(Connectivity.class)
                .kind("dense", Connectivity.Dense.class)
                .kind("probability", Connectivity.Probability.class)
                .kind("pairs", Connectivity.Pairs.class);
        KINDS.family(InitialWeights.class)
                .kind("xavier", InitialWeights.Xavier.class)
                .plain("normal", InitialWeights.Normal.class);
        KINDS.word("reciprocal", Coupling.RECIPROCAL)
                .word("dendrite-to-soma", Coupling.DENDRITE_TO_SOMA)
                .word("basal", Dendrite.Kind.BASAL)
                .word("apical", Dendrite.Kind.APICAL)
                .word("control", Leak.ON_CONTROL)
                .word("integral", Leak.ON_INTEGRAL)
                .word("voltage", Teacher.SOMATIC_VOLTAGE)
                .word("spikes", Teacher.OWN_SPIKES)
                .word("tanh", Transfer.TANH)
                .word("linear", Transfer.LINEAR)
                .word("sigmoid", Transfer.SIGMOID)
                .word("relu", Transfer.RELU)
                .word("rectified", Transfer.RECTIFIED)
                .word("f-I curve", Transfer.FI_CURVE)
                .tuple(Connectivity.Pair.class)
                .tuple(PotentialRanges.Range.class);
    }

    private Registry() {}
}
