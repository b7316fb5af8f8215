package org.apical.app.experiment;

import org.apical.neuron.parameter.Key;

/** What an audit looks at. */
public record AuditPlan(
        @Key(value = "what the audited network is run as", or = "F2")
        Form formulation) {}
