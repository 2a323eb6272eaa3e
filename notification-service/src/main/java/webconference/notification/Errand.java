package webconference.notification;

/// One way to a mailbox: a copy, taken up for the nth time. What comes back from an earlier way
/// says nothing of a later one.
public record Errand(DeliveryId delivery, int round) {

    @Override
    public String toString() {
        return round == 0 ? delivery.toString() : delivery + "/" + round;
    }
}
