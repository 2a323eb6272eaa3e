package webconference.local.launcher;

/// What listens where, before the offset.
public enum Port {
    PORTAL("the portal", 8080),
    ROOM("room-service", 8081),
    MEETING("meeting-service", 8082),
    STREAMING("streaming-service", 8083),
    NOTIFICATION("notification-service", 8084),
    SIGN_IN("the sign-in", 8090),
    SIMULATOR("the BigBlueButton simulator", 8091),
    STAND_IN("the PeerTube stand-in", 8092),
    MAILBOX("the mailbox page", 8093),
    RTMP("the PeerTube stand-in (RTMP)", 1935),
    RTMPS("the PeerTube stand-in (RTMPS)", 1936),
    SMTP("the mailbox (SMTP)", 2525),
    POSTGRES("PostgreSQL", 15432),
    KAFKA("Kafka", 19092),
    KAFKA_CONTROLLER("Kafka's controller", 19093);

    private final String owner;
    private final int number;

    Port(String owner, int number) {
        this.owner = owner;
        this.number = number;
    }

    String owner() {
        return owner;
    }

    int number() {
        return number;
    }
}
