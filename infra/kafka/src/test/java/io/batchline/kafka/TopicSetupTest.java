package io.batchline.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.Test;

final class TopicSetupTest {
    @Test
    void what_passes_when_all_brokers_have_come_and_know_the_topics_is_tried_again() {
        assertThat(TopicSetup.mayPass(new UnknownTopicOrPartitionException())).isTrue();
        assertThat(TopicSetup.mayPass(new InvalidReplicationFactorException("2 of 3"))).isTrue();
    }

    @Test
    void what_does_not_pass_fails_at_once() {
        assertThat(TopicSetup.mayPass(new TopicAuthorizationException("items"))).isFalse();
        assertThat(TopicSetup.mayPass(null)).isFalse();
    }
}
