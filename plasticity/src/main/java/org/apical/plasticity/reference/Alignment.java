package org.apical.plasticity.reference;

/**
 * How a network and its feedback stand to the conditions of the theory (physics.md 2), means over samples.
 *
 * @param conditionOne standard deviation over layers of the norms ||r_{i-1}||_2 of what is presynaptic to them, relative to their mean; 0 where all are equal
 * @param conditionTwo ||P_J Q||_F / ||Q||_F; 1 where the feedback spans the row space of J
 * @param largestRealEigenvalue of the closed loop at the feedforward state (1/tau_u), the largest over samples; negative where it is stable
 * @param angles of the update to references
 * @param toTranspose cosine between Q_i and J_i^T
 * @param toInverse cosine between Q_i and the rows of layer i of J^+ = J^T (J J^T)^-1
 * @param nullSpace how much of the update of a sample changes no output
 */
public record Alignment(
        double conditionOne,
        double conditionTwo,
        double largestRealEigenvalue,
        UpdateAngles angles,
        FeedbackCosines toTranspose,
        FeedbackCosines toInverse,
        NullSpaceShares nullSpace) {}
