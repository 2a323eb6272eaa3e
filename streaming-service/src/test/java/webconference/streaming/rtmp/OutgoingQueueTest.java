package webconference.streaming.rtmp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import webconference.streaming.MediaUnit;
import webconference.streaming.MediaUnit.Picture;
import webconference.streaming.MediaUnit.Sound;

class OutgoingQueueTest {

    private final OutgoingQueue queue = new OutgoingQueue();

    @Test
    void begins_with_a_key_frame() throws InterruptedException {
        var key = picture(2, true, 10);
        queue.offer(picture(1, false, 10));
        queue.offer(sound(1));
        queue.offer(key);
        queue.offer(sound(2));
        assertThat(taken()).containsExactly(key, sound(2));
    }

    @Test
    void leaves_pictures_out_up_to_the_next_key_frame_when_the_target_is_slow()
            throws InterruptedException {
        var large = picture(1, true, OutgoingQueue.PICTURES_UP_TO + 1);
        var nextKey = picture(5, true, 10);
        queue.offer(large);
        queue.offer(picture(2, false, 10));
        queue.offer(sound(2));
        assertThat(queue.take()).contains(large);
        queue.offer(picture(3, false, 10));
        queue.offer(nextKey);
        assertThat(taken()).containsExactly(sound(2), nextKey);
    }

    @Test
    void gives_out_what_it_holds_when_it_is_ended() throws InterruptedException {
        queue.offer(picture(1, true, 10));
        assertThat(taken()).hasSize(1);
        queue.offer(picture(2, true, 10));
        assertThat(queue.isEmpty()).isTrue();
    }

    private List<MediaUnit> taken() throws InterruptedException {
        queue.end();
        var units = new ArrayList<MediaUnit>();
        for (var unit = queue.take(); unit.isPresent(); unit = queue.take()) {
            units.add(unit.get());
        }
        return units;
    }

    private static Picture picture(long at, boolean key, int size) {
        return new Picture(at, key, new byte[size]);
    }

    private static final byte[] FRAME = {1, 2, 3};

    private static Sound sound(long at) {
        return new Sound(at, FRAME);
    }
}
