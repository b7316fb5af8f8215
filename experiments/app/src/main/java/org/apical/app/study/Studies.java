package org.apical.app.study;

import java.util.List;
import java.util.Optional;
import org.apical.app.study.alignment.AlignmentStudy;
import org.apical.app.study.continual.ContinualStudy;
import org.apical.app.study.controller.ControllerStudy;
import org.apical.app.study.dynamics.DynamicsStudy;
import org.apical.app.study.feedback.FeedbackStudy;
import org.apical.app.study.geometry.GeometryStudy;
import org.apical.app.study.instructive.InstructiveStudy;
import org.apical.app.study.ladder.LadderStudy;
import org.apical.app.study.neurons.NeuronsStudy;
import org.apical.app.study.spiking.SpikingMnistStudy;
import org.apical.app.study.stability.StabilityStudy;
import org.apical.app.study.strong.StrongStudy;
import org.apical.app.study.student.StudentStudy;
import org.apical.app.study.table1.Table1Study;
import org.apical.app.study.theories.TheoriesStudy;
import org.apical.app.study.window.WindowStudy;

/** The studies there are. */
public final class Studies {
    /** In the order in which they are listed. */
    public static final List<Study<?>> ALL = List.of(
            new ControllerStudy(),
            new DynamicsStudy(),
            new GeometryStudy(),
            new AlignmentStudy(),
            new StabilityStudy(),
            new FeedbackStudy(),
            new StudentStudy(),
            new ContinualStudy(),
            new NeuronsStudy(),
            new TheoriesStudy(),
            new LadderStudy(),
            new WindowStudy(),
            new Table1Study(),
            new StrongStudy(),
            new SpikingMnistStudy(),
            new InstructiveStudy());

    private Studies() {}

    /** The study of that name. */
    public static Optional<Study<?>> named(String name) {
        return ALL.stream().filter(study -> study.name().equals(name)).findFirst();
    }
}
