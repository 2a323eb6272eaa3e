package webconference.streaming.web;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import webconference.streaming.Slots;
import webconference.streaming.StreamControl;

/// How much room there is for streams.
@RestController
class CapacityController {

    private final StreamControl control;

    CapacityController(StreamControl control) {
        this.control = control;
    }

    /// @param slots streams that can run at the same time
    /// @param running streams that hold a slot
    /// @param queued streams that wait for one
    record CapacityView(int slots, int running, int queued) {
        static CapacityView of(Slots.Capacity capacity) {
            return new CapacityView(capacity.slots(), capacity.running(), capacity.queued());
        }
    }

    @GetMapping("/api/v1/streams/capacity")
    CapacityView capacity() {
        return CapacityView.of(control.capacity());
    }
}
