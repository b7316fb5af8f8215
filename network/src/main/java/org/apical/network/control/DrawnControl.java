package org.apical.network.control;

import java.util.Optional;
import org.apical.network.ensemble.Ensemble;
import org.apical.network.ensemble.Population;
import org.apical.neuron.compartment.LinearFilter;
import org.apical.neuron.parameter.Require;

/**
 * An {@link EnsembleControl} whose neurons are drawn. Unchanging: every block of lanes and every thread builds its controller from the same neurons,
 * where to solve for decoders again would cost more than a presentation.
 *
 * @param description what the neurons were drawn for
 * @param integral neurons that represent u_int
 * @param error neurons that represent e
 */
public record DrawnControl(EnsembleControl description, Ensemble integral, Ensemble error)
        implements ControllerDescription {

    @Override
    public Optional<ControllerParams> law() {
        return description.law();
    }

    @Override
    public DrawnControl withLaw(ControllerParams law) {
        return new DrawnControl(description.withLaw(law), integral, error);
    }

    @Override
    public ControllerParams deterministic() {
        return description.deterministic();
    }

    @Override
    public boolean neurons() {
        return true;
    }

    @Override
    public boolean spikes() {
        return description.spikes();
    }

    @Override
    public double synapseTauMs() {
        return description.synapseTauMs();
    }

    @Override
    public LinearFilter errorFilter() {
        return description.errorFilter();
    }

    @Override
    public EnsembleController controller(Place place) {
        Require.that(
                place.outputs() == integral.dimensions(),
                "DrawnControl: outputs",
                "must be as many as the dimensions that were drawn, " + integral.dimensions(),
                place.outputs());
        return new EnsembleController(description, place, population(integral, place), population(error, place));
    }

    /**
     * The same neurons under another law, or transmitting something else.
     *
     * @param other with the ensembles, the seed of the tuning included, that were drawn
     */
    public DrawnControl with(EnsembleControl other) {
        boolean same = other.integral().equals(description.integral())
                && other.error().equals(description.error())
                && other.tuningSeed() == description.tuningSeed();
        Require.that(same, "DrawnControl", "must be of the neurons that were drawn, " + description, other);
        return new DrawnControl(other, integral, error);
    }

    private Population population(Ensemble ensemble, Place place) {
        return description.kind().population(ensemble, place.lanes(), description.dtMs(), place.kernels());
    }
}
