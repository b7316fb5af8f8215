package org.apical.app.audit;

/**
 * One pathway of the network.
 *
 * @param from where it begins
 * @param to where it ends, with the site
 * @param synapses weights that exist
 * @param delayMs from leaving to arriving (ms), rounded to steps
 * @param origin where its weights come from
 * @param changed ||W_end - W_start||_F / ||W_start||_F over the audit's training
 */
public record PathwayFacts(String from, String to, long synapses, double delayMs, Origin origin, double changed) {

    /** Where weights come from. */
    public enum Origin {
        LEARNED_LOCALLY("drawn, learned by the local rule"),
        LEARNED_FROM_NOISE("drawn, learned from noise"),
        DRAWN("drawn, fixed"),
        GIVEN("given in a file, fixed"),
        COPIED("copied: product of forward weights"),
        IDEAL("one to one, an ideal law: no neurons"),
        SOLVED("one to one; decoders solved for, not learned");

        private final String words;

        Origin(String words) {
            this.words = words;
        }

        /** In words. */
        public String words() {
            return words;
        }
    }
}
