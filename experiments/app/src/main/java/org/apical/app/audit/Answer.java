package org.apical.app.audit;

import java.util.Optional;
import org.apical.app.study.Spread;

/**
 * A reviewer's question of a network, and what was measured.
 *
 * @param key its name in JSON and in measures
 * @param question a sentence
 * @param verdict yes, no, inconclusive, does not apply, not asked, or a limit
 * @param evidence the numbers, with their uncertainty
 * @param measured the number that decides, over seeds; empty where bits or structure decide
 * @param unit of that number
 */
public record Answer(
        String key, String question, String verdict, String evidence, Optional<Spread> measured, String unit) {
    static final String YES = "yes";
    static final String NO = "no";
    static final String INCONCLUSIVE = "inconclusive";
    static final String DOES_NOT_APPLY = "does not apply";
    static final String NOT_ASKED = "not asked";

    /** Decided by structure or bits. */
    static Answer of(String key, String question, boolean yes, String evidence) {
        return new Answer(key, question, yes ? YES : NO, evidence, Optional.empty(), "");
    }

    /** Decided by a number: yes if its 95 % confidence interval lies at or above a bound, no if it lies below it. */
    static Answer atLeast(String key, String question, double bound, Spread measured, String unit, String evidence) {
        return new Answer(key, question, atLeast(measured, bound), evidence, Optional.of(measured), unit);
    }

    /** Decided by a number: yes if its 95 % confidence interval lies at or below a bound, no if it lies above it. */
    static Answer atMost(String key, String question, double bound, Spread measured, String unit, String evidence) {
        Spread turned = new Spread(-measured.mean(), measured.deviation(), measured.size());
        return new Answer(key, question, atLeast(turned, -bound), evidence, Optional.of(measured), unit);
    }

    /** Not asked, with the reason. */
    static Answer none(String key, String question, String why) {
        return new Answer(key, question, DOES_NOT_APPLY, why, Optional.empty(), "");
    }

    /** Left out of this audit, with the reason. */
    static Answer notAsked(String key, String question, String why) {
        return new Answer(key, question, NOT_ASKED, why, Optional.empty(), "");
    }

    private static String atLeast(Spread measured, double bound) {
        if (measured.low() >= bound) {
            return YES;
        }
        return measured.high() < bound ? NO : INCONCLUSIVE;
    }
}
