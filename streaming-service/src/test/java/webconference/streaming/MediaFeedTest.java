package webconference.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import webconference.streaming.MediaUnit.Picture;
import webconference.streaming.MediaUnit.PictureConfiguration;
import webconference.streaming.MediaUnit.Sound;
import webconference.streaming.MediaUnit.SoundConfiguration;

class MediaFeedTest {

    private static final PictureConfiguration AVC = new PictureConfiguration(new byte[] {1});
    private static final SoundConfiguration AAC = new SoundConfiguration(new byte[] {2});

    private final AtomicBoolean mayPublish = new AtomicBoolean(true);
    private final MediaFeed feed = new MediaFeed(mayPublish::get);
    private final Viewer viewer = new Viewer();

    private static final class Viewer implements Publisher.Publication {
        final List<MediaUnit> units = new ArrayList<>();

        @Override
        public void send(MediaUnit unit) {
            units.add(unit);
        }

        @Override
        public long acknowledgedBytes() {
            return 0;
        }

        @Override
        public void close() {}

        List<Long> times() {
            return units.stream()
                    .filter(Picture.class::isInstance)
                    .map(unit -> ((Picture) unit).at())
                    .toList();
        }
    }

    private static Picture key(long at) {
        return new Picture(at, true, new byte[0]);
    }

    private static Picture picture(long at) {
        return new Picture(at, false, new byte[0]);
    }

    private static Sound sound(long at) {
        return new Sound(at, new byte[0]);
    }

    @BeforeEach
    void a_capture_has_begun() {
        feed.captureBegins();
        feed.media(AVC);
        feed.media(AAC);
    }

    @Test
    void a_publication_begins_with_the_configurations_and_a_key_frame() {
        feed.to(viewer);
        feed.media(picture(40));
        feed.media(sound(40));
        assertThat(viewer.units).isEmpty();
        assertThat(feed.needsKey()).isTrue();
        var first = key(80);
        feed.media(first);
        feed.media(sound(81));
        assertThat(viewer.units).containsExactly(AVC, AAC, first, sound81());
        assertThat(feed.needsKey()).isFalse();
    }

    private MediaUnit sound81() {
        return viewer.units.getLast();
    }

    @Test
    void the_next_publication_gets_them_again() {
        feed.to(viewer);
        feed.media(key(0));
        var next = new Viewer();
        feed.to(next);
        feed.media(picture(40));
        feed.media(key(80));
        assertThat(next.units).hasSize(3).startsWith(AVC, AAC);
    }

    @Test
    void nothing_passes_while_it_is_shut() {
        feed.to(viewer);
        feed.media(key(0));
        feed.shut();
        feed.media(key(40));
        feed.open();
        feed.media(picture(80));
        feed.media(key(120));
        assertThat(viewer.times()).containsExactly(0L, 120L);
    }

    @Test
    void nothing_passes_once_the_lease_is_lost() {
        feed.to(viewer);
        feed.media(key(0));
        mayPublish.set(false);
        feed.media(key(40));
        assertThat(viewer.times()).containsExactly(0L);
    }

    @Test
    void times_go_on_when_a_capture_begins_anew() {
        feed.to(viewer);
        feed.media(key(5_000));
        feed.captureBegins();
        feed.media(AVC);
        feed.media(AAC);
        feed.media(key(0));
        feed.media(picture(40));
        assertThat(viewer.times().get(1)).isGreaterThan(5_000);
        assertThat(viewer.times().get(2) - viewer.times().get(1)).isEqualTo(40);
    }
}
