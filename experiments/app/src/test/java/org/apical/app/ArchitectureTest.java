package org.apical.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;

/** The shape of the house: imports run one way, rules are local, kernels stand alone. */
@AnalyzeClasses(packages = "org.apical", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule importsRunOneWay = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("neuron-model")
            .definedBy("org.apical.neuron..")
            .layer("network")
            .definedBy("org.apical.network..")
            .layer("plasticity")
            .definedBy("org.apical.plasticity..")
            .layer("app")
            .definedBy("org.apical.app..")
            .whereLayer("app")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("plasticity")
            .mayOnlyBeAccessedByLayers("app")
            .whereLayer("network")
            .mayOnlyBeAccessedByLayers("plasticity", "app");

    @ArchTest
    static final ArchRule localRulesSeeSynapsesAndNumericsOnly = classes()
            .that()
            .resideInAPackage("org.apical.plasticity.rule")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..", "org.apical.plasticity.rule", "org.apical.network.synapse", "org.apical.neuron..");

    /** {@code FeedbackNoise} is no rule: it says how noise gets into the dendrites of a formulation. */
    @ArchTest
    static final ArchRule feedbackRulesSeeSynapsesAndNumericsOnly = classes()
            .that()
            .resideInAPackage("org.apical.plasticity.feedback")
            .and()
            .doNotHaveSimpleName("FeedbackNoise")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "org.apical.plasticity.feedback",
                    "org.apical.plasticity.rule",
                    "org.apical.network.synapse",
                    "org.apical.neuron..");

    @ArchTest
    static final ArchRule aSynapseKnowsNothingOfTheNetwork = classes()
            .that()
            .resideInAPackage("org.apical.network.synapse")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.apical.network.synapse", "org.apical.neuron..");

    @ArchTest
    static final ArchRule nonLocalReferencesStayOutOfReachOfLearning = noClasses()
            .that()
            .resideInAnyPackage(
                    "org.apical.plasticity.rule", "org.apical.plasticity.feedback", "org.apical.plasticity.training")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apical.plasticity.reference", "org.apical.network.theory");

    @ArchTest
    static final ArchRule simulationsDoNotKnowWhoWatches = noClasses()
            .that()
            .resideInAnyPackage("org.apical.neuron..", "org.apical.network..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.jhdf..", "com.fasterxml..", "picocli..");

    @ArchTest
    static final ArchRule onlyVectorKernelsTouchTheVectorApi = noClasses()
            .that()
            .haveSimpleNameNotStartingWith("Vector")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("jdk.incubator..");

    @ArchTest
    static final ArchRule packagesAreFreeOfCycles = SlicesRuleDefinition.slices()
            .matching("org.apical.(neuron|network|plasticity).(*)..")
            .should()
            .beFreeOfCycles();
}
