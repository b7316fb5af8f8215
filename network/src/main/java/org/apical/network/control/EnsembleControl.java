package org.apical.network.control;

import java.util.Optional;
import org.apical.network.ensemble.Ensemble;
import org.apical.network.ensemble.EnsembleParams;
import org.apical.network.ensemble.PopulationKind;
import org.apical.neuron.compartment.LinearFilter;
import org.apical.neuron.parameter.Require;
import org.apical.neuron.random.RandomStreams;

/**
 * A controller made of neurons (physics.md 6): per output dimension integrator neurons that represent u_int and error neurons that represent e.
 *
 * @param params the law that they follow
 * @param kind what the neurons transmit
 * @param integral the integrator neurons; radius: the range of u_int
 * @param error the error neurons; radius: the range of e
 * @param dtMs time step (ms); at most t_ref for spiking neurons, shorter than every synapse
 * @param tuningSeed root seed of the neurons' tuning
 */
public record EnsembleControl(
        ControllerParams params,
        PopulationKind kind,
        EnsembleParams integral,
        EnsembleParams error,
        ControlSynapses synapses,
        double dtMs,
        long tuningSeed)
        implements ControllerDescription {

    /** Number of the integrator ensemble in the address of its tuning. */
    private static final int INTEGRAL = 0;
    /** Number of the error ensemble. */
    private static final int ERROR = 1;

    public EnsembleControl {
        Require.positive("EnsembleControl.dtMs", dtMs, "ms");
        synapses.requireLongerThan(dtMs);
        requireRefractory(kind, "integral", integral, dtMs);
        requireRefractory(kind, "error", error, dtMs);
    }

    private static void requireRefractory(PopulationKind kind, String ensemble, EnsembleParams params, double dtMs) {
        double refractoryMs = params.tuning().membrane().refractoryMs();
        Require.that(
                !kind.spikes() || dtMs <= refractoryMs,
                "EnsembleControl.dtMs",
                "must be at most refractoryMs = " + refractoryMs + " ms of the " + ensemble
                        + " neurons (one spike a step)",
                dtMs);
    }

    @Override
    public Optional<ControllerParams> law() {
        return Optional.of(params);
    }

    @Override
    public EnsembleControl withLaw(ControllerParams law) {
        return new EnsembleControl(law, kind, integral, error, synapses, dtMs, tuningSeed);
    }

    @Override
    public ControllerParams deterministic() {
        return params;
    }

    @Override
    public boolean neurons() {
        return true;
    }

    @Override
    public boolean spikes() {
        return kind.spikes();
    }

    @Override
    public double synapseTauMs() {
        return spikes() ? synapses.outputTauMs() : ControllerDescription.super.synapseTauMs();
    }

    /** The synapses of the error neurons. */
    @Override
    public LinearFilter errorFilter() {
        return LinearFilter.lowPass(-Math.expm1(-dtMs / synapses.errorTauMs()));
    }

    /** A controller at rest with neurons of its own; {@link #drawn} for many that share them. */
    @Override
    public EnsembleController controller(Place place) {
        return drawn(place.outputs()).controller(place);
    }

    /** The same with the neurons drawn and their decoders solved for. */
    @Override
    public DrawnControl drawn(int outputs) {
        RandomStreams streams = new RandomStreams(tuningSeed);
        return new DrawnControl(
                this,
                Ensemble.draw(integral, outputs, streams, INTEGRAL),
                Ensemble.draw(error, outputs, streams, ERROR));
    }
}
