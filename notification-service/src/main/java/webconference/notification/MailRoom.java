package webconference.notification;

import static java.util.stream.Collectors.toMap;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Where messages are copied out, and where it is written down what became of each copy. Nothing
/// here asks a mail server: that happens between two of these steps, never within one.
@Service
@Transactional
public class MailRoom {

    private final Messages messages;
    private final Deliveries deliveries;
    private final ErasedPeople erasedPeople;
    private final Rounds rounds;
    private final Postbox postbox;
    private final Patience patience;
    private final Clock clock;

    MailRoom(
            Messages messages,
            Deliveries deliveries,
            ErasedPeople erasedPeople,
            Rounds rounds,
            Postbox postbox,
            Patience patience,
            Clock clock) {
        this.messages = messages;
        this.deliveries = deliveries;
        this.erasedPeople = erasedPeople;
        this.rounds = rounds;
        this.postbox = postbox;
        this.patience = patience;
        this.clock = clock;
    }

    /// Takes up one copy for each person, however often they are named. Who has got this message,
    /// or will, gets nothing again; who was given up is tried once more. Nothing comes from or goes
    /// to whoever was erased since it was asked for.
    public void requested(Request asked) {
        var erased = erasedSince(asked);
        if (erased.contains(ErasedPerson.markOf(asked.sender().id()))) {
            return;
        }
        var request = asked.without(p -> erased.contains(ErasedPerson.markOf(p.id())));
        var message =
                messages.findForSettlingById(request.message())
                        .orElseGet(() -> new Message(request));
        if (message.isBeyond(request)) {
            return;
        }
        message.write(request);
        var saved = messages.save(message);
        var copies = copiesOf(request);
        var taken = new ArrayList<Delivery>();
        people(request)
                .forEach((id, person) -> {
                    var copy =
                            copies.computeIfAbsent(
                                    id, _ -> new Delivery(DeliveryId.of(request.message(), id)));
                    if (saved.takeUp(copy, person)) {
                        taken.add(copy);
                    }
                });
        for (var copy : taken) {
            if (copy.address().filter(postbox::knows).isPresent()) {
                rounds.note(copy.errand());
            } else {
                saved.failed(copy, FailureReason.NO_ADDRESS, clock.instant());
            }
        }
        saved.forgetWordsWhenDone();
        deliveries.saveAll(taken);
        messages.save(saved);
    }

    private Set<String> erasedSince(Request asked) {
        var marks =
                Stream.concat(Stream.of(asked.sender()), asked.recipients().stream())
                        .map(person -> ErasedPerson.markOf(person.id()))
                        .toList();
        return Set.copyOf(erasedPeople.findMarksErasedSince(asked.at(), marks));
    }

    private static Map<String, Person> people(Request request) {
        return request.recipients().stream()
                .collect(toMap(Person::id, p -> p, (first, _) -> first, LinkedHashMap::new));
    }

    private Map<String, Delivery> copiesOf(Request request) {
        var ids = people(request).keySet();
        return deliveries.findByMessage(request.message().value(), ids).stream()
                .collect(toMap(d -> d.id().recipient(), d -> d));
    }

    /// @return what to hand over now; empty when this copy is settled
    public Optional<Letter> letter(Errand errand) {
        var delivery = delivery(errand);
        var letter =
                messages.findById(errand.delivery().messageId())
                        .flatMap(message -> delivery.flatMap(message::letterFor));
        delivery.ifPresent(deliveries::save);
        return letter;
    }

    public void delivered(Errand errand) {
        settle(errand, (message, delivery) -> message.delivered(delivery, clock.instant()));
    }

    public void refused(Errand errand, FailureReason reason) {
        settle(errand, (message, delivery) -> message.failed(delivery, reason, clock.instant()));
    }

    /// @return how long to wait before the next try; empty when it was given up
    public Optional<Duration> unreachable(Errand errand, FailureReason reason) {
        var delivery = delivery(errand);
        var pause = delivery.flatMap(d -> d.triedInVain(patience));
        delivery.ifPresent(deliveries::save);
        if (pause.isEmpty()) {
            refused(errand, reason);
        }
        return pause;
    }

    /// Forgets who was written to, long after nobody asks any more.
    public void forget(Duration after) {
        var before = clock.instant().minus(after);
        deliveries.forgetSettledBefore(before);
        messages.forgetWithoutCopies();
        erasedPeople.forgetErasedBefore(before);
    }

    /// Takes all traces of somebody away. What did not reach them yet does not any more, and what
    /// they wrote reaches nobody any more.
    public void erase(String person, Instant at) {
        erasedPeople.save(new ErasedPerson(person, at));
        var written = messages.findForErasingBySender(person);
        deliveries.forgetCopiesOf(written.stream().map(m -> m.id().value()).toList());
        messages.deleteAll(written);
        for (var copy : deliveries.findByRecipient(person)) {
            messages.findForSettlingById(copy.id().messageId())
                    .ifPresent(message -> {
                        message.failed(copy, FailureReason.NO_ADDRESS, clock.instant());
                        messages.save(message);
                    });
        }
        deliveries.forgetRecipient(person);
    }

    /// The copy, unless it was taken up again since.
    private Optional<Delivery> delivery(Errand errand) {
        return deliveries.findById(errand.delivery()).filter(d -> d.errand().equals(errand));
    }

    @FunctionalInterface
    private interface Settling {
        void settle(Message message, Delivery delivery);
    }

    private void settle(Errand errand, Settling settling) {
        var message = messages.findForSettlingById(errand.delivery().messageId());
        var delivery = delivery(errand);
        if (message.isPresent() && delivery.isPresent()) {
            settling.settle(message.get(), delivery.get());
            deliveries.save(delivery.get());
            messages.save(message.get());
        }
    }
}
