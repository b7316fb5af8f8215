package org.apical.plasticity.reference;

/**
 * Angles (degrees) of an update of a batch to references, all layers and biases stacked.
 *
 * @param minimumNorm to {@link MinimumNorm}
 * @param gaussNewton to {@link GaussNewton}
 * @param backpropagation to {@link Backpropagation}
 */
public record UpdateAngles(double minimumNorm, double gaussNewton, double backpropagation) {}
