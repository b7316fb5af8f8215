package org.apical.app.study;

import org.apical.app.experiment.ExperimentFile;
import org.apical.app.experiment.Formulations;
import org.apical.neuron.kernel.MatrixProduct;

/** The network of a study: {@code network.yaml} among its resources, of which variants change keys. */
public record StudyNetwork(String study, ExperimentFile file) {

    /** That of the study of that name. */
    public static StudyNetwork of(String study) {
        return new StudyNetwork(study, ExperimentFile.embedded("/org/apical/app/study/" + study + "/network.yaml"));
    }

    /**
     * The same with a key set.
     *
     * @param key such as {@code timing.dtMs}
     * @param value a number, or text that is YAML
     */
    public StudyNetwork with(String key, Object value) {
        return new StudyNetwork(study, file.with("study " + study, key, value.toString()));
    }

    /** Its formulations. */
    public Formulations formulations(MatrixProduct product) {
        return file.formulations(product);
    }
}
