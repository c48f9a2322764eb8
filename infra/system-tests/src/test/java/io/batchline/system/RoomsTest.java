package io.batchline.system;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.junit.jupiter.api.Test;

/// Who may import whom.
class RoomsTest {
    private static final String ROOT = "io.batchline.";
    private static final String[] KAFKA = {"org.apache.kafka.."};
    private static final String[] JAVALIN = {"io.javalin.."};
    private static final String[] JDBC = {"java.sql..", "javax.sql..", "org.postgresql.."};
    private static final JavaClasses ALL =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("io.batchline");

    @Test
    void every_room_is_seen() {
        assertThat(ALL.stream().map(c -> c.getPackageName().split("\\.", -1)[2]))
                .contains(
                        "contract",
                        "kafka",
                        "blob",
                        "reader",
                        "database",
                        "http",
                        "ingest",
                        "workload",
                        "stage",
                        "coordinator",
                        "projector",
                        "workers",
                        "gateway",
                        "embedded",
                        "local",
                        "cli",
                        "samples");
    }

    @Test
    void rooms_import_only_what_the_table_allows() {
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage("io.batchline..")
                .withOptionalLayers(true)
                .layer("contract")
                .definedBy(ROOT + "contract..")
                .layer("kafka")
                .definedBy(ROOT + "kafka..")
                .layer("blob")
                .definedBy(ROOT + "blob..")
                .layer("reader")
                .definedBy(ROOT + "reader..")
                .layer("database")
                .definedBy(ROOT + "database..")
                .layer("http")
                .definedBy(ROOT + "http..")
                .layer("embedded")
                .definedBy(ROOT + "embedded..")
                .layer("testkit")
                .definedBy(ROOT + "testkit..")
                .layer("samples")
                .definedBy(ROOT + "samples..")
                .layer("ingest")
                .definedBy(ROOT + "ingest..")
                .layer("workload")
                .definedBy(ROOT + "workload", ROOT + "workload.archive..")
                .layer("sheets")
                .definedBy(ROOT + "workload.sheets..")
                .layer("rehearsal")
                .definedBy(ROOT + "workload.rehearsal..")
                .layer("stage")
                .definedBy(ROOT + "stage..")
                .layer("coordinator")
                .definedBy(ROOT + "coordinator..")
                .layer("projector")
                .definedBy(ROOT + "projector..")
                .layer("workers")
                .definedBy(ROOT + "workers..")
                .layer("gateway")
                .definedBy(ROOT + "gateway..")
                .layer("local")
                .definedBy(ROOT + "local..")
                .layer("bench")
                .definedBy(ROOT + "bench..")
                .layer("cli")
                .definedBy(ROOT + "cli..")
                .whereLayer("contract")
                .mayNotAccessAnyLayer()
                .whereLayer("kafka")
                .mayOnlyAccessLayers("contract")
                .whereLayer("blob")
                .mayOnlyAccessLayers("contract")
                .whereLayer("reader")
                .mayOnlyAccessLayers("contract", "kafka")
                .whereLayer("database")
                .mayNotAccessAnyLayer()
                .whereLayer("http")
                .mayOnlyAccessLayers("contract", "database")
                .whereLayer("embedded")
                .mayNotAccessAnyLayer()
                .whereLayer("testkit")
                .mayOnlyAccessLayers("contract", "kafka", "embedded")
                .whereLayer("samples")
                .mayNotAccessAnyLayer()
                .whereLayer("ingest")
                .mayOnlyAccessLayers("contract", "kafka", "blob", "http", "database")
                .whereLayer("workload")
                .mayOnlyAccessLayers("contract")
                .whereLayer("sheets")
                .mayOnlyAccessLayers("contract", "workload")
                .whereLayer("rehearsal")
                .mayOnlyAccessLayers("contract", "workload")
                .whereLayer("stage")
                .mayOnlyAccessLayers("contract", "kafka", "workload", "reader")
                .whereLayer("coordinator")
                .mayOnlyAccessLayers("contract", "kafka")
                .whereLayer("projector")
                .mayOnlyAccessLayers("contract", "database")
                .whereLayer("workers")
                .mayOnlyAccessLayers(
                        "contract",
                        "kafka",
                        "workload",
                        "sheets",
                        "stage",
                        "coordinator",
                        "projector",
                        "blob",
                        "database")
                .whereLayer("gateway")
                .mayOnlyAccessLayers("contract", "kafka", "reader", "http", "database", "blob")
                .whereLayer("local")
                .mayOnlyAccessLayers(
                        "contract",
                        "kafka",
                        "embedded",
                        "http",
                        "database",
                        "blob",
                        "ingest",
                        "workers",
                        "gateway")
                .whereLayer("cli")
                .mayOnlyAccessLayers(
                        "contract",
                        "kafka",
                        "reader",
                        "embedded",
                        "database",
                        "local",
                        "samples",
                        "sheets")
                .check(ALL);
    }

    @Test
    void the_command_line_prints_and_drafts_sheets_and_reads_none() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + "cli..")
                .should()
                .dependOnClassesThat(
                        resideInAPackage(ROOT + "workload..")
                                .and(
                                        not(
                                                resideInAnyPackage(
                                                        ROOT + "workload.sheets.print..",
                                                        ROOT + "workload.sheets.draft.."))))
                .check(ALL);
        noClasses()
                .that()
                .resideInAnyPackage(
                        ROOT + "workload.sheets.print..", ROOT + "workload.sheets.draft..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOT + "workload.sheets.read..", ROOT + "workload.sheets")
                .check(ALL);
    }

    @Test
    void the_command_line_is_on_kafka_for_dead_letters_only() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + "cli..")
                .and()
                .resideOutsideOfPackage(ROOT + "cli.letters..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(KAFKA)
                .check(ALL);
    }

    @Test
    void the_wire_knows_neither_streams_nor_http_nor_a_database() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + "contract..")
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage(
                                "org.apache.kafka.streams..", "io.javalin..", "java.sql.."))
                .check(ALL);
    }

    @Test
    void storage_and_schema_know_neither_kafka_nor_http() {
        for (String room : new String[] {"blob..", "database.."}) {
            never(room, KAFKA);
            never(room, JAVALIN);
        }
    }

    @Test
    void the_http_edge_knows_no_broker() {
        never("http..", KAFKA);
    }

    @Test
    void workloads_know_nothing_of_kafka_or_http_or_a_database_or_each_other() {
        never("workload..", KAFKA);
        never("workload..", JAVALIN);
        never("workload..", JDBC);
        slices().matching(ROOT + "workload.(sheets|pages|rows|media|rehearsal)..")
                .should()
                .notDependOnEachOther()
                .check(ALL);
    }

    @Test
    void the_stages_and_the_coordinator_know_no_http_and_the_coordinator_no_database() {
        for (String room :
                new String[] {"stage..", "coordinator..", "projector..", "workers..", "reader.."}) {
            never(room, JAVALIN);
        }
        never("coordinator..", JDBC);
        never("stage..", "org.apache.kafka.streams..");
        never("reader..", "org.apache.kafka.streams..");
        never("reader..", "org.apache.kafka.clients.producer..");
    }

    @Test
    void ingest_consumes_nothing_and_the_gateway_produces_nothing() {
        never("ingest..", "org.apache.kafka.clients.consumer..");
        never("ingest..", "org.apache.kafka.streams..");
        never("gateway..", "org.apache.kafka.clients.producer..");
    }

    @Test
    void within_the_gateway_the_hub_knows_only_the_wire_and_no_viewer_knows_kafka() {
        never("gateway.hub..", KAFKA);
        never("gateway.hub..", JAVALIN);
        never(
                "gateway.hub..",
                ROOT + "gateway.sse..",
                ROOT + "gateway.rest..",
                ROOT + "gateway.reader..");
        never("gateway.reader..", JAVALIN);
        for (String shelf : new String[] {"gateway.sse..", "gateway.rest..", "gateway.session.."}) {
            never(shelf, KAFKA);
        }
    }

    @Test
    void only_the_stage_loop_and_the_topic_reader_poll() {
        var pollers =
                ALL.stream()
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
                .check(ALL);
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
                .resideInAPackage(ROOT + "(**)")
                .allowEmptyShould(true)
                .check(ALL);
    }

    @Test
    void no_class_is_called_for_a_drawer_of_odds_and_ends() {
        classes()
                .should()
                .haveNameNotMatching(".*(Util|Utils|Helper|Manager|Common)(\\$.*)?")
                .check(ALL);
    }

    @Test
    void packages_are_free_of_cycles() {
        slices().matching(ROOT + "(**)").should().beFreeOfCycles().check(ALL);
    }

    private static void never(String room, String... packages) {
        noClasses()
                .that()
                .resideInAPackage(ROOT + room)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages)
                .check(ALL);
    }
}
