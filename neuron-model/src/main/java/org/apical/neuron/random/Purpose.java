package org.apical.neuron.random;

/** What a random stream is for. New purposes are appended: the order is part of the address of a stream. */
public enum Purpose {
    /** Which samples are held out. */
    DATA_SPLIT,
    /** The order of the training samples in an epoch; key: epoch. */
    SAMPLE_ORDER,
    /** Initial weights; key: layer. */
    WEIGHTS,
    /** Spikes of the input populations; keys: phase, trial. */
    INPUT_SPIKES,
    /** Spikes of a layer; keys: layer, phase, trial. */
    LAYER_SPIKES,
    /** Private membrane noise of the neurons of a layer; keys: layer, phase, trial. */
    MEMBRANE_NOISE,
    /** Which neuron of a population a recorded spike is drawn at; key: layer. */
    RASTER,
    /** Tuning of the neurons of a controller population; keys: ensemble, dimension. */
    CONTROLLER_TUNING,
    /** Where the membranes of a controller population start; keys: 0, phase, trial. */
    CONTROLLER_SPIKES,
    /** Which synapses of a projection exist; key: projection. */
    CONNECTIVITY,
    /** The populations of a study, each drawn anew: roots of their tuning; key: drawing. */
    POPULATION_DRAWING,
    /** Constant input rates that a study draws; key: lane. */
    INPUT_RATES,
    /** Random input and targets of a described network; keys: input or target, trial. */
    STIMULUS,
    /** Noise in the apical dendrites of a layer; keys: layer, phase, trial. */
    APICAL_NOISE,
    /** Weights of a teacher network; key: layer. */
    TEACHER_WEIGHTS,
    /** Initial feedback weights; key: layer. */
    FEEDBACK_WEIGHTS,
    /** Initial weights backwards between neighbouring layers; key: layer. */
    BACKWARD_WEIGHTS,
    /** Which feedback synapses exist; key: layer. */
    FEEDBACK_CONNECTIVITY,
    /** The order of held-out samples in files of their own; key: which files. */
    HELD_OUT_ORDER,
    /** A generated sample of exclusive or; key: sample. */
    XOR_SAMPLE,
    /** A generated sample of a sine; key: sample. */
    SINE_SAMPLE,
    /** Noise of what a teacher wants; key: sample. */
    TARGET_NOISE,
    /** Noise of an input that is a diffusion approximation of spikes; keys: 0, phase, trial. */
    INPUT_DIFFUSION,
    /** A value of a random search; keys: key, draw. */
    RANDOM_SEARCH,
    /** What an experimenter's recording adds to a signal; keys: signal, trial. */
    RECORDING_NOISE,
    /** An order of trials in a permutation test; keys: what is tested. */
    PERMUTATION,
    /** How the neurons of a unit differ from that of their layer; keys: layer, unit. */
    NEURON_SCATTER,
    /** Weights from the error of the output to the input; key: 0. */
    INPUT_FEEDBACK,
    /** Initial weights from pyramidal neurons to interneurons that predict the layer above; key: layer. */
    INTERNEURON_WEIGHTS,
    /** Initial weights from these interneurons to apical dendrites; key: layer. */
    INHIBITION_WEIGHTS,
    /** Initial weights that events come down through; key: layer. */
    EVENT_FEEDBACK,
    /** Labels beside inputs; keys: 0 (how they enter) or 1 (a wrong one), trial. */
    LABEL
}
