package org.apical.network.description;

import java.util.Objects;
import org.apical.neuron.parameter.Require;
import org.apical.neuron.transfer.TransferFunction;

/**
 * A layer of units.
 *
 * @param transfer phi
 * @param biased whether its units have a bias
 */
public record LayerDescription(String name, int units, TransferFunction transfer, boolean biased) {
    public LayerDescription {
        Require.that(name != null && !name.isBlank(), "LayerDescription.name", "must not be blank", name);
        Require.atLeast(name + ".units", units, 1);
        Objects.requireNonNull(transfer, "LayerDescription.transfer");
    }

    /** With a bias. */
    public LayerDescription(String name, int units, TransferFunction transfer) {
        this(name, units, transfer, true);
    }
}
