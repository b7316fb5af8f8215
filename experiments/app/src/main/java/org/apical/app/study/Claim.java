package org.apical.app.study;

import java.util.List;
import org.apical.app.check.Check;
import org.apical.app.findings.Columns;
import org.apical.app.findings.Section.Table;

/**
 * What a theory or a publication says, held against what networks drawn anew, one a seed, have shown. It holds if the one-sided 95 % confidence bound of the mean over seeds ({@link
 * Spread#bound}) lies on the side that was said, or both bounds between the limits that were said; of a single seed its number decides.
 *
 * @param statement what is said, a sentence
 * @param quantity measured, with its unit
 * @param measured over seeds
 * @param least smallest mean that agrees; -infinity: none
 * @param most largest mean that agrees; infinity: none
 * @param promised whether the equations demand it of every run, so that the run fails without it; else what is found is a result
 */
public record Claim(String statement, String quantity, Spread measured, double least, double most, boolean promised) {
    /** Heading of the claims on a page. */
    public static final String HEADING = "Claims and verdicts";

    private static final String FORMAT = "%.2g";

    /** That a mean is at least so large. */
    public static Claim atLeast(String statement, String quantity, double bound, double... bySeed) {
        return new Claim(statement, quantity, Spread.of(bySeed), bound, Double.POSITIVE_INFINITY, false);
    }

    /** That a mean is at most so large. */
    public static Claim atMost(String statement, String quantity, double bound, double... bySeed) {
        return new Claim(statement, quantity, Spread.of(bySeed), Double.NEGATIVE_INFINITY, bound, false);
    }

    /** That a mean lies between two limits. */
    public static Claim between(String statement, String quantity, double least, double most, double... bySeed) {
        return new Claim(statement, quantity, Spread.of(bySeed), least, most, false);
    }

    /** The same, demanded of every run. */
    public Claim must() {
        return new Claim(statement, quantity, measured, least, most, true);
    }

    /** The confidence bound of the mean that is nearer to failing, beside what was said. */
    Check check() {
        String what = measured.size() < 2 ? quantity : quantity + ", 95 % bound of the mean of " + measured.size();
        return at(what, !fallsShort());
    }

    /** Whether too small a mean is what would fail it first. */
    private boolean fallsShort() {
        return measured.mean() - least < most - measured.mean();
    }

    private Check at(String what, boolean upper) {
        return new Check(what, measured.mean() + (upper ? measured.bound() : -measured.bound()), least, most);
    }

    /** Whether it holds. */
    public boolean holds() {
        return check().held();
    }

    private String verdict() {
        return holds() ? "holds" : at(quantity, fallsShort()).held() ? "open" : "does not hold";
    }

    /** The claims of a page, which stand before all else. */
    public static Table table(List<Claim> claims) {
        return new Columns<Claim>()
                .with("verdict", Claim::verdict)
                .with("claim", claim -> claim.statement() + " Measured: " + claim.quantity() + ".")
                .with("mean ± sd", claim -> claim.measured().text(FORMAT))
                .with("expected", claim -> claim.check().bounds())
                .table(
                        HEADING,
                        "A claim holds if the one-sided 95 % confidence bound of the mean over seeds that is nearer to failing lies where expected, does not hold if the opposite bound does not, and is open between the two.",
                        claims);
    }

    /** The checks of those that are demanded of every run. */
    public static List<Check> checks(List<Claim> claims) {
        return claims.stream().filter(Claim::promised).map(Claim::check).toList();
    }
}
