package webconference.room.web;

import java.util.UUID;
import webconference.room.RoomId;

/// Others wait to be let in than before; who it is is asked for.
record AccessNews(UUID room) implements News {

    static AccessNews of(RoomId room) {
        return new AccessNews(room.value());
    }

    @Override
    public String event() {
        return "access";
    }
}
