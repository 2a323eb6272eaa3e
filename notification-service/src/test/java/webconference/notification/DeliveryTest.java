package webconference.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import webconference.notification.NotificationEvent.InvitationDelivered;
import webconference.notification.NotificationEvent.InvitationFailed;

class DeliveryTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final UUID ROOM = UUID.fromString("7f1d3c52-0a84-4a55-9c0e-5b8f8a3f2c11");
    private static final MessageId INVITATION =
            new MessageId(UUID.fromString("c6f1a7de-4b0a-4a7e-9a67-6f6f0e0f3a42"));
    private static final Person ADA = new Person("ada", "Ada Diallo", "ada@lycee.example");
    private static final Patience PATIENCE =
            new Patience(Stream.of(1, 2, 4, 8, 15).map(Duration::ofMinutes).toList());

    private final Message message = new Message(asked(1));
    private final Delivery zoes = copyFor("zoe");
    private final Delivery toms = copyFor("tom");

    private static Request asked(int notice) {
        return asked(notice, null);
    }

    private static Request asked(int notice, @Nullable OutsideWords outside) {
        return new Request(
                INVITATION,
                ROOM,
                NOON,
                notice,
                ADA,
                "Physique",
                "<p>…</p>",
                "…",
                date("https://v.example/salles/1"),
                outside,
                List.of(),
                Language.FRENCH,
                true);
    }

    private static Meeting date(String link) {
        return new Meeting(NOON, 60, 0, false, "Physique", link);
    }

    private Delivery copyFor(String person) {
        var copy = new Delivery(DeliveryId.of(INVITATION, person));
        assertThat(message.takeUp(copy, named(person))).isTrue();
        return copy;
    }

    private static Person named(String person) {
        return new Person(person, person, person + "@lycee.example");
    }

    @Nested
    class A_copy_nobody_takes {

        @Test
        void is_tried_five_more_times_over_half_an_hour_and_then_given_up() {
            var waited = Duration.ZERO;
            for (var again = 1; again <= 5; again++) {
                waited = waited.plus(zoes.triedInVain(PATIENCE).orElseThrow());
            }
            assertThat(waited).isEqualTo(Duration.ofMinutes(30));
            assertThat(zoes.triedInVain(PATIENCE)).isEqualTo(Optional.empty());
        }
    }

    @Nested
    class A_message {

        @Test
        void counts_what_became_of_its_copies() {
            message.delivered(zoes, NOON);
            message.failed(toms, FailureReason.REFUSED, NOON);
            assertThat(message.events())
                    .containsExactly(
                            new InvitationDelivered(ROOM, INVITATION.value(), 1, NOON, 1, "zoe"),
                            new InvitationFailed(
                                    ROOM,
                                    INVITATION.value(),
                                    2,
                                    NOON,
                                    1,
                                    "tom",
                                    FailureReason.REFUSED));
        }

        @Test
        void says_once_what_became_of_a_copy_however_often_it_is_told() {
            message.delivered(zoes, NOON);
            message.delivered(zoes, NOON);
            message.failed(zoes, FailureReason.UNREACHABLE, NOON);
            assertThat(message.events()).hasSize(1);
        }

        @Test
        void has_a_letter_for_whoever_is_still_waiting_and_for_nobody_else() {
            message.delivered(zoes, NOON);
            assertThat(message.letterFor(zoes)).isEmpty();
            assertThat(message.letterFor(toms))
                    .map(Letter::recipientAddress)
                    .contains("tom@lycee.example");
        }

        @Test
        void forgets_its_words_and_addresses_with_its_last_copy() {
            message.delivered(zoes, NOON);
            message.delivered(toms, NOON);
            assertThat(message.letterFor(new Delivery(DeliveryId.of(INVITATION, "lea")))).isEmpty();
            assertThat(zoes.address()).isEmpty();
        }

        @Test
        void is_brought_again_to_those_it_failed_for_and_to_nobody_else() {
            message.delivered(zoes, NOON);
            message.failed(toms, FailureReason.REFUSED, NOON);
            message.write(asked(1));
            assertThat(message.takeUp(zoes, named("zoe"))).isFalse();
            assertThat(message.takeUp(toms, named("tom"))).isTrue();
            assertThat(message.takeUp(toms, named("tom"))).isFalse();
            assertThat(message.letterFor(zoes)).isEmpty();
            assertThat(message.letterFor(toms)).isPresent();
            message.delivered(toms, NOON);
            assertThat(message.events().getLast())
                    .isEqualTo(
                            new InvitationDelivered(ROOM, INVITATION.value(), 3, NOON, 1, "tom"));
            assertThat(message.letterFor(copyFor("lea"))).isEmpty(); // the words are gone
        }

        @Test
        void O13_that_is_moved_in_two_parts_goes_once_to_who_was_still_waiting() {
            message.write(asked(2)); // the first part, for others
            assertThat(message.letterFor(zoes)).map(Letter::notice).contains(2);
            message.write(asked(2)); // the second part comes while it is being posted
            assertThat(message.takeUp(zoes, named("zoe"))).isFalse();
            message.delivered(zoes, NOON);
            assertThat(message.takeUp(zoes, named("zoe"))).isFalse();
            assertThat(message.events())
                    .containsExactly(
                            new InvitationDelivered(ROOM, INVITATION.value(), 1, NOON, 2, "zoe"));
        }

        @Test
        void O13_that_is_moved_while_the_old_date_is_being_posted_still_goes_with_the_new_one() {
            assertThat(message.letterFor(zoes)).map(Letter::notice).contains(1);
            message.write(asked(2));
            message.delivered(zoes, NOON);
            assertThat(message.events().getLast().notice()).isEqualTo(1);
            assertThat(message.takeUp(zoes, named("zoe"))).isTrue();
            assertThat(message.letterFor(zoes)).map(Letter::notice).contains(2);
        }

        @Test
        void S39_O1_has_other_words_for_people_outside() {
            var parents = new Delivery(DeliveryId.of(INVITATION, "external-1"));
            message.write(
                    asked(1, new OutsideWords("<p>autre</p>", "autre", "https://v.example/p/1")));
            message.takeUp(
                    parents,
                    new Person("external-1", "parent@home.example", "parent@home.example", true));
            assertThat(message.letterFor(parents).orElseThrow())
                    .satisfies(letter -> {
                        assertThat(letter.html()).isEqualTo("<p>autre</p>");
                        assertThat(letter.text()).isEqualTo("autre");
                        assertThat(letter.meeting()).isEqualTo(date("https://v.example/p/1"));
                    });
            assertThat(message.letterFor(zoes).orElseThrow())
                    .satisfies(letter -> {
                        assertThat(letter.text()).isEqualTo("…");
                        assertThat(letter.meeting()).isEqualTo(date("https://v.example/salles/1"));
                    });
        }

        @Test
        void is_followed_by_another_that_goes_to_everybody_once() {
            var first = zoes.errand();
            message.delivered(toms, NOON);
            message.write(asked(2));
            assertThat(message.takeUp(zoes, named("zoe"))).isTrue();
            assertThat(message.takeUp(toms, named("tom"))).isTrue();
            assertThat(zoes.errand()).isNotEqualTo(first);
            assertThat(message.letterFor(zoes)).map(Letter::notice).contains(2);
            message.delivered(zoes, NOON);
            message.delivered(toms, NOON);
            assertThat(message.events())
                    .extracting(NotificationEvent::notice)
                    .containsExactly(1, 2, 2);
            assertThat(message.isBeyond(asked(1))).isTrue();
        }
    }
}
