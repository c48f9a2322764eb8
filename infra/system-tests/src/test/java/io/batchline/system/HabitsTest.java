package io.batchline.system;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaModifier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.junit.jupiter.api.Test;

/// What no class of ours does, whichever room it is in.
class HabitsTest {
    @Test
    void only_the_stage_loop_and_the_topic_reader_poll() {
        var pollers =
                Ours.CLASSES.stream()
                        .filter(c ->
                                c.getMethodCallsFromSelf().stream()
                                        .anyMatch(call ->
                                                call.getTarget().getName().equals("poll")
                                                        && (call.getTarget()
                                                                        .getOwner()
                                                                        .isAssignableTo(
                                                                                Consumer.class)
                                                                || call.getTarget()
                                                                        .getOwner()
                                                                        .isAssignableTo(
                                                                                KafkaConsumer
                                                                                        .class))))
                        .map(c -> c.getPackageName().split("\\.", -1)[2])
                        .filter(room -> !room.equals("testkit"))
                        .sorted()
                        .toList();
        assertThat(pollers).containsExactly("reader", "stage");
    }

    @Test
    void the_environment_is_read_in_mains_only() {
        noClasses()
                .that()
                .haveSimpleNameNotEndingWith("Main")
                .should()
                .callMethod(System.class, "getenv")
                .orShould()
                .callMethod(System.class, "getenv", String.class)
                .check(Ours.CLASSES);
    }

    @Test
    void no_static_field_changes() {
        noFields()
                .that()
                .areStatic()
                .and()
                .doNotHaveName("$assertionsDisabled")
                .and()
                .areNotFinal()
                .and()
                .doNotHaveModifier(JavaModifier.SYNTHETIC)
                .should()
                .beDeclaredInClassesThat()
                .resideInAPackage(Ours.ROOT + "(**)")
                .allowEmptyShould(true)
                .check(Ours.CLASSES);
    }

    @Test
    void no_class_is_called_for_a_drawer_of_odds_and_ends() {
        classes()
                .should()
                .haveNameNotMatching(".*(Util|Utils|Helper|Manager|Common)(\\$.*)?")
                .check(Ours.CLASSES);
    }

    @Test
    void packages_are_free_of_cycles() {
        slices().matching(Ours.ROOT + "(**)").should().beFreeOfCycles().check(Ours.CLASSES);
    }
}
