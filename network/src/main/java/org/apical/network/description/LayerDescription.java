package org.apical.network.description;

import java.util.Objects;
import org.apical.neuron.parameter.Require;
import org.apical.neuron.transfer.TransferFunction;

/**
 * A layer of units.
 *
 * @param transfer phi
 * @param biased whether its units have a bias
 * @param competition what its units do to each other; one that silences units needs phi(0) = 0
 */
public record LayerDescription(
        String name, int units, TransferFunction transfer, boolean biased, Competition competition) {
    public LayerDescription {
        Require.that(name != null && !name.isBlank(), "LayerDescription.name", "must not be blank", name);
        Require.atLeast(name + ".units", units, 1);
        Objects.requireNonNull(transfer, "LayerDescription.transfer");
        Objects.requireNonNull(competition, "LayerDescription.competition");
        Require.that(
                competition.winners().isEmpty() || transfer.value(0) == 0,
                name + ".transfer",
                "must be 0 at v = 0 where units compete: a silenced unit is to send nothing",
                transfer.value(0));
    }

    /** Whose units do not compete. */
    public LayerDescription(String name, int units, TransferFunction transfer, boolean biased) {
        this(name, units, transfer, biased, new Competition.None());
    }

    /** With a bias. */
    public LayerDescription(String name, int units, TransferFunction transfer) {
        this(name, units, transfer, true);
    }

    /** Whether its units compete. */
    public boolean competes() {
        return competition.winners().isPresent();
    }

    /** The same with units that compete. */
    public LayerDescription withCompetition(Competition other) {
        return new LayerDescription(name, units, transfer, biased, other);
    }
}
