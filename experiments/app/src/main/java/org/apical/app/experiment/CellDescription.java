package org.apical.app.experiment;

import java.util.List;
import org.apical.neuron.compartment.Compartment;
import org.apical.neuron.compartment.Coupling;
import org.apical.neuron.compartment.Dendrite;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.parameter.Key;
import org.apical.neuron.preset.LayerFive;
import org.apical.neuron.preset.Sacramento;
import org.apical.neuron.preset.UrbanczikSenn;

/** A passive cell. */
public interface CellDescription {
    /** The cell. */
    PyramidalCell cell();

    /** {@link PyramidalCell#standard}. */
    record Standard() implements CellDescription {
        @Override
        public PyramidalCell cell() {
            return PyramidalCell.standard();
        }
    }

    /** The passive cell of {@link Sacramento}. */
    record Sacramento2018() implements CellDescription {
        @Override
        public PyramidalCell cell() {
            return Sacramento.preset().model().cell();
        }
    }

    /** The passive cell of {@link LayerFive}. */
    record LayerFivePyramidal() implements CellDescription {
        @Override
        public PyramidalCell cell() {
            return LayerFive.preset().model().cell();
        }
    }

    /** A soma and a tree of dendrites; synapses of a kind are spread over all dendrites of the kind, in proportion to their membrane. */
    record Tree(
            @Key("E_L") double restMv,
            @Key("how dendrites and soma exchange current") Coupling coupling,
            @Key("the soma") Compartment soma,

            @Key("the dendrites, at least one basal and one apical")
            List<Dendrite> dendrites)
            implements CellDescription {
        @Override
        public PyramidalCell cell() {
            return new PyramidalCell(soma, dendrites, restMv, coupling);
        }
    }

    /** The cell of {@link UrbanczikSenn} with an apical dendrite like its basal one, where the published neuron has none and takes a teacher at its soma. */
    record UrbanczikSenn2014() implements CellDescription {
        @Override
        public PyramidalCell cell() {
            PyramidalCell published = UrbanczikSenn.preset().model().cell();
            Dendrite basal = published.dendrites().get(0);
            return PyramidalCell.threeCompartments(
                    published.soma(),
                    basal.membrane(),
                    basal.membrane(),
                    basal.couplingNanoS(),
                    basal.couplingNanoS(),
                    published.restMv(),
                    published.coupling());
        }
    }

    /** Soma, basal and apical dendrite. */
    record ThreeCompartments(
            @Key("E_L") double restMv,
            @Key("how dendrites and soma exchange current") Coupling coupling,
            @Key("the soma") Compartment soma,
            @Key("the basal dendrite") Compartment basal,
            @Key("the apical dendrite") Compartment apical,
            @Key(value = "g_bs", above = 0) double basalCouplingNanoS,
            @Key(value = "g_as", above = 0) double apicalCouplingNanoS)
            implements CellDescription {
        @Override
        public PyramidalCell cell() {
            return PyramidalCell.threeCompartments(
                    soma, basal, apical, basalCouplingNanoS, apicalCouplingNanoS, restMv, coupling);
        }
    }
}
