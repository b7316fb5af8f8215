package org.apical.app.audit;

import org.apical.app.model.LearningModel;
import org.apical.app.model.LearningModel.Course;

/**
 * Everything that decides the numbers of an audit, beside {@code network.yaml}.
 *
 * @param network file of the network
 * @param learning as the audit's main training took it
 * @param sweeps of the short trainings
 */
public record AuditSettings(String network, long seed, boolean quick, LearningModel learning, Course sweeps) {
    /** Of an audit. */
    public static AuditSettings of(String network, AuditResult result) {
        return new AuditSettings(
                network,
                result.seed(),
                result.quick(),
                result.model().learning().orElseThrow(),
                result.sweeps());
    }
}
