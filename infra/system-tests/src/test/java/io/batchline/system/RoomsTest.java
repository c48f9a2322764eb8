package io.batchline.system;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Who may import whom.
class RoomsTest {
    private static final String[] KAFKA = {"org.apache.kafka.."};
    private static final String[] JAVALIN = {"io.javalin.."};
    private static final String[] JDBC = {"java.sql..", "javax.sql..", "org.postgresql.."};

    @Test
    void every_room_is_seen() {
        assertThat(Ours.CLASSES.stream().map(c -> c.getPackageName().split("\\.", -1)[2]))
                .contains(
                        "contract",
                        "kafka",
                        "blob",
                        "reader",
                        "database",
                        "outbound",
                        "webhooks",
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
                .definedBy(Ours.ROOT + "contract..")
                .layer("kafka")
                .definedBy(Ours.ROOT + "kafka..")
                .layer("blob")
                .definedBy(Ours.ROOT + "blob..")
                .layer("reader")
                .definedBy(Ours.ROOT + "reader..")
                .layer("database")
                .definedBy(Ours.ROOT + "database..")
                .layer("outbound")
                .definedBy(Ours.ROOT + "outbound..")
                .layer("webhooks")
                .definedBy(Ours.ROOT + "webhooks..")
                .layer("http")
                .definedBy(Ours.ROOT + "http..")
                .layer("embedded")
                .definedBy(Ours.ROOT + "embedded..")
                .layer("testkit")
                .definedBy(Ours.ROOT + "testkit..")
                .layer("samples")
                .definedBy(Ours.ROOT + "samples..")
                .layer("ingest")
                .definedBy(Ours.ROOT + "ingest..")
                .layer("workload")
                .definedBy(Ours.ROOT + "workload", Ours.ROOT + "workload.archive..")
                .layer("sheets")
                .definedBy(Ours.ROOT + "workload.sheets..")
                .layer("rehearsal")
                .definedBy(Ours.ROOT + "workload.rehearsal..")
                .layer("stage")
                .definedBy(Ours.ROOT + "stage..")
                .layer("coordinator")
                .definedBy(Ours.ROOT + "coordinator..")
                .layer("projector")
                .definedBy(Ours.ROOT + "projector..")
                .layer("workers")
                .definedBy(Ours.ROOT + "workers..")
                .layer("gateway")
                .definedBy(Ours.ROOT + "gateway..")
                .layer("local")
                .definedBy(Ours.ROOT + "local..")
                .layer("client")
                .definedBy(Ours.ROOT + "client..")
                .layer("bench")
                .definedBy(Ours.ROOT + "bench..")
                .layer("cli")
                .definedBy(Ours.ROOT + "cli..")
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
                .whereLayer("outbound")
                .mayNotAccessAnyLayer()
                .whereLayer("webhooks")
                .mayOnlyAccessLayers("contract", "database", "outbound")
                .whereLayer("http")
                .mayOnlyAccessLayers("contract", "database", "outbound")
                .whereLayer("embedded")
                .mayNotAccessAnyLayer()
                .whereLayer("testkit")
                .mayOnlyAccessLayers("contract", "kafka", "embedded")
                .whereLayer("samples")
                .mayNotAccessAnyLayer()
                .whereLayer("ingest")
                .mayOnlyAccessLayers("contract", "kafka", "blob", "http", "database", "outbound")
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
                        "webhooks",
                        "outbound",
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
                        "outbound",
                        "blob",
                        "ingest",
                        "workers",
                        "gateway")
                .whereLayer("client")
                .mayOnlyAccessLayers("contract")
                .whereLayer("cli")
                .mayOnlyAccessLayers(
                        "contract",
                        "client",
                        "kafka",
                        "reader",
                        "embedded",
                        "database",
                        "local",
                        "samples",
                        "sheets")
                .check(Ours.CLASSES);
    }

    @Test
    void the_command_line_prints_and_drafts_sheets_and_reads_none() {
        noClasses()
                .that()
                .resideInAPackage(Ours.ROOT + "cli..")
                .should()
                .dependOnClassesThat(
                        resideInAPackage(Ours.ROOT + "workload..")
                                .and(
                                        not(
                                                resideInAnyPackage(
                                                        Ours.ROOT + "workload.sheets.print..",
                                                        Ours.ROOT + "workload.sheets.draft.."))))
                .check(Ours.CLASSES);
        noClasses()
                .that()
                .resideInAnyPackage(
                        Ours.ROOT + "workload.sheets.print..",
                        Ours.ROOT + "workload.sheets.draft..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        Ours.ROOT + "workload.sheets.read..", Ours.ROOT + "workload.sheets")
                .check(Ours.CLASSES);
    }

    @Test
    void the_command_line_is_on_kafka_for_dead_letters_only() {
        noClasses()
                .that()
                .resideInAPackage(Ours.ROOT + "cli..")
                .and()
                .resideOutsideOfPackage(Ours.ROOT + "cli.letters..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(KAFKA)
                .check(Ours.CLASSES);
    }

    @Test
    void the_wire_knows_neither_streams_nor_http_nor_a_database() {
        noClasses()
                .that()
                .resideInAPackage(Ours.ROOT + "contract..")
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage(
                                "org.apache.kafka.streams..", "io.javalin..", "java.sql.."))
                .check(Ours.CLASSES);
    }

    @Test
    void storage_and_schema_know_neither_kafka_nor_http() {
        for (String room : new String[] {"blob..", "database.."}) {
            never(room, KAFKA);
            never(room, JAVALIN);
        }
    }

    @Test
    void who_may_be_called_is_decided_by_the_jdk_alone_and_the_sender_knows_no_broker() {
        never("outbound..", KAFKA);
        never("outbound..", JAVALIN);
        never("outbound..", JDBC);
        never("outbound..", "org.apache.hc..");
        never("webhooks..", KAFKA);
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
        slices().matching(Ours.ROOT + "workload.(sheets|pages|rows|media|rehearsal)..")
                .should()
                .notDependOnEachOther()
                .check(Ours.CLASSES);
    }

    @Test
    void the_stages_and_the_coordinator_know_no_http_and_the_coordinator_no_database() {
        for (String room :
                new String[] {
                    "stage..", "coordinator..", "projector..", "workers..", "webhooks..", "reader.."
                }) {
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
                Ours.ROOT + "gateway.sse..",
                Ours.ROOT + "gateway.rest..",
                Ours.ROOT + "gateway.reader..");
        never("gateway.reader..", JAVALIN);
        for (String shelf : new String[] {"gateway.sse..", "gateway.rest..", "gateway.session.."}) {
            never(shelf, KAFKA);
        }
    }

    private static void never(String room, String... packages) {
        noClasses()
                .that()
                .resideInAPackage(Ours.ROOT + room)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages)
                .check(Ours.CLASSES);
    }
}
