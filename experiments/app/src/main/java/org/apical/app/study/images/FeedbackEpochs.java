package org.apical.app.study.images;

/**
 * How long feedback learns from noise, where it does.
 *
 * @param before feedback epochs before the first forward epoch
 * @param between the same after each forward epoch, in two phases
 * @param samples of a feedback epoch
 * @param batch samples of an update of feedback in a phase of its own
 */
public record FeedbackEpochs(int before, int between, int samples, int batch) {
    /** In words. */
    public String words() {
        return before + " feedback epochs before and " + between + " after each epoch, of " + samples
                + " samples in batches of " + batch;
    }
}
