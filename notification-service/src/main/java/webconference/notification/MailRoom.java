package webconference.notification;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Where messages are copied out, and where it is written down what became of each copy. Nothing
/// here asks a mail server: that happens between two of these steps, never within one.
@Service
@Transactional
public class MailRoom {

    private final Messages messages;
    private final Deliveries deliveries;
    private final Rounds rounds;
    private final Postbox postbox;
    private final Patience patience;
    private final Clock clock;

    MailRoom(
            Messages messages,
            Deliveries deliveries,
            Rounds rounds,
            Postbox postbox,
            Patience patience,
            Clock clock) {
        this.messages = messages;
        this.deliveries = deliveries;
        this.rounds = rounds;
        this.postbox = postbox;
        this.patience = patience;
        this.clock = clock;
    }

    /// Notes one copy for each person, however often they are named. A message that is known
    /// changes nothing.
    public void requested(Request request) {
        if (messages.existsById(request.message())) {
            return;
        }
        Map<String, Delivery> copies = new LinkedHashMap<>();
        for (var person : request.recipients()) {
            var id = DeliveryId.of(request.message(), person.id());
            copies.putIfAbsent(person.id(), new Delivery(id, person.name(), person.address()));
        }
        var message = messages.save(new Message(request, copies.size()));
        for (var copy : copies.values()) {
            if (copy.address().filter(postbox::knows).isPresent()) {
                rounds.note(copy.id());
            } else {
                message.failed(copy, FailureReason.NO_ADDRESS, clock.instant());
            }
        }
        deliveries.saveAll(copies.values());
        messages.save(message);
    }

    /// @return what to hand over now; empty when this copy is settled
    @Transactional(readOnly = true)
    public Optional<Letter> letter(DeliveryId id) {
        return messages.findById(id.messageId())
                .flatMap(message -> deliveries.findById(id).flatMap(message::letterFor));
    }

    public void delivered(DeliveryId id) {
        settle(id, (message, delivery) -> message.delivered(delivery, clock.instant()));
    }

    public void refused(DeliveryId id) {
        settle(
                id,
                (message, delivery) ->
                        message.failed(delivery, FailureReason.REFUSED, clock.instant()));
    }

    /// @return how long to wait before the next try; empty when it was given up
    public Optional<Duration> unreachable(DeliveryId id) {
        var delivery = deliveries.findById(id);
        var pause = delivery.flatMap(d -> d.triedInVain(patience));
        delivery.ifPresent(deliveries::save);
        if (pause.isEmpty()) {
            settle(
                    id,
                    (message, copy) ->
                            message.failed(copy, FailureReason.UNREACHABLE, clock.instant()));
        }
        return pause;
    }

    /// Forgets who was written to, long after nobody asks any more.
    public void forget(Duration after) {
        var before = clock.instant().minus(after);
        deliveries.forgetSettledBefore(before);
        messages.forgetWithoutCopies();
    }

    /// Takes all traces of somebody away. What did not reach them yet does not any more.
    public void erase(String person) {
        for (var copy : deliveries.findByRecipient(person)) {
            messages.findForSettlingById(copy.id().messageId())
                    .ifPresent(message -> {
                        message.failed(copy, FailureReason.NO_ADDRESS, clock.instant());
                        messages.save(message);
                    });
        }
        deliveries.forgetRecipient(person);
    }

    @FunctionalInterface
    private interface Settling {
        void settle(Message message, Delivery delivery);
    }

    private void settle(DeliveryId id, Settling settling) {
        var message = messages.findForSettlingById(id.messageId());
        var delivery = deliveries.findById(id);
        if (message.isPresent() && delivery.isPresent()) {
            settling.settle(message.get(), delivery.get());
            deliveries.save(delivery.get());
            messages.save(message.get());
        }
    }
}
