package org.apical.app;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.random.RandomGenerator;
import org.apical.app.experiment.FeedbackDescription;
import org.apical.app.experiment.Formulations;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.formulation.Formulation;
import org.apical.neuron.random.RandomStreams;

/** Imports run one way, rules are local, kernels depend on nothing else. */
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

    /** What learns feedback weights may run a network, whose weights it hands on unread, but takes none of them. */
    @ArchTest
    static final ArchRule whatLearnsFeedbackReadsNoForwardWeight = noClasses()
            .that()
            .haveNameMatching("org\\.apical\\.plasticity\\.feedback\\..*")
            .or()
            .haveNameMatching("org\\.apical\\.plasticity\\.(training|optimiser|update)\\.(Feedback|Apical).*")
            .or()
            .haveNameMatching("org\\.apical\\.app\\.experiment\\.LearnedFeedback.*")
            .should()
            .callMethod(NetworkWeights.class, "forward", int.class)
            .orShould()
            .callMethod(NetworkWeights.class, "setFeedbackToWeightProduct", NetworkDescription.class)
            .orShould()
            .callMethod(NetworkWeights.class, "draw", NetworkDescription.class, RandomStreams.class);

    /** An experiment copies weights where its feedback says so and nowhere else. */
    @ArchTest
    static final ArchRule onlyFixedFeedbackIsAProductOfWeights = noClasses()
            .that()
            .resideInAnyPackage("org.apical.app.compare", "org.apical.app.experiment", "org.apical.app.cli")
            .and()
            .doNotBelongToAnyOf(FeedbackDescription.Fixed.class, FeedbackDescription.Inversion.class)
            .should()
            .callMethod(NetworkWeights.class, "draw", NetworkDescription.class, RandomStreams.class)
            .orShould()
            .callMethod(NetworkWeights.class, "setFeedbackToWeightProduct", NetworkDescription.class)
            .orShould()
            .callMethod(NetworkWeights.class, "setBackwardToTranspose", NetworkDescription.class);

    @ArchTest
    static final ArchRule onePlaceMakesFormulationsOfAnExperiment = noClasses()
            .that()
            .resideInAnyPackage(
                    "org.apical.app.experiment", "org.apical.app.compare", "org.apical.app.audit", "org.apical.app.cli")
            .and()
            .doNotBelongToAnyOf(Formulations.class)
            .should()
            .callConstructorWhere(target(owner(assignableTo(Formulation.class))));

    /** What is asked of an experiment knows the experiment, not the other way round. */
    @ArchTest
    static final ArchRule anExperimentKnowsNoQuestion = noClasses()
            .that()
            .resideInAnyPackage("org.apical.app.experiment", "org.apical.app.task", "org.apical.app.yaml")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.apical.app.cli",
                    "org.apical.app.compare",
                    "org.apical.app.audit",
                    "org.apical.app.study..",
                    "org.apical.app.sweep",
                    "org.apical.app.report",
                    "org.apical.app.store",
                    "org.apical.app.replay");

    @ArchTest
    static final ArchRule simulationsDoNotKnowWhoWatches = noClasses()
            .that()
            .resideInAnyPackage("org.apical.neuron..", "org.apical.network..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.jhdf..", "com.fasterxml..", "picocli..");

    @ArchTest
    static final ArchRule nothingHereKnowsSpark = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.apical.sweep..",
                    "org.apache.spark..",
                    "org.apache.hadoop..",
                    "org.apache.parquet..",
                    "scala..");

    @ArchTest
    static final ArchRule onlyVectorKernelsTouchTheVectorApi = noClasses()
            .that()
            .haveSimpleNameNotStartingWith("Vector")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("jdk.incubator..");

    /** The others differ between versions of the JDK, or may: a stream owns these. */
    @ArchTest
    static final ArchRule randomNumbersAreThoseOfEveryJdk = noClasses()
            .should()
            .callMethodWhere(describe("a random number is of a method that streams do not own", call -> {
                AccessTarget method = call.getTarget();
                return method.getOwner().isEquivalentTo(RandomGenerator.class)
                        && !method.getFullName()
                                .matches(".*\\.(next(Long|Int|Boolean|Double|Gaussian)\\(\\)|nextInt\\(int\\))");
            }));

    @ArchTest
    static final ArchRule packagesAreFreeOfCycles = SlicesRuleDefinition.slices()
            .matching("org.apical.(neuron|network|plasticity).(*)..")
            .should()
            .beFreeOfCycles();
}
