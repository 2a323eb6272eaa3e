package webconference.streaming.rtmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChunksTest {

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 40", "128, 40", "129, 40", "4096, 16777214", "9000, 16777215"})
    void a_message_comes_out_as_it_went_in(int length, long at) throws IOException {
        var payload = new byte[length];
        new Random(length).nextBytes(payload);
        var out = new ByteArrayOutputStream();
        var writer = new ChunkWriter(out);
        writer.write(new Message(Message.PICTURE, at, 1, payload));
        writer.write(new Message(Message.SOUND, at + 5, 1, payload));
        var reader = new ChunkReader(new ByteArrayInputStream(out.toByteArray()));
        var picture = reader.next();
        assertThat(picture.at()).isEqualTo(at);
        assertThat(picture.payload()).isEqualTo(payload);
        assertThat(reader.next().at()).isEqualTo(at + 5);
        assertThat(reader.bytes()).isEqualTo(out.size());
    }

    @Test
    void headers_that_leave_things_out_are_filled_in() throws IOException {
        var bytes =
                new byte[] {
                    3,
                    0,
                    0,
                    10,
                    0,
                    0,
                    2,
                    20,
                    1,
                    0,
                    0,
                    0,
                    7,
                    8, // all of it
                    (byte) 0x83,
                    0,
                    0,
                    5,
                    1,
                    2, // only how much later
                    (byte) 0xC3,
                    3,
                    4, // and as much later again
                };
        var reader = new ChunkReader(new ByteArrayInputStream(bytes));
        assertThat(reader.next().at()).isEqualTo(10);
        assertThat(reader.next().at()).isEqualTo(15);
        var last = reader.next();
        assertThat(last.at()).isEqualTo(20);
        assertThat(last.stream()).isEqualTo(1);
        assertThat(last.payload()).containsExactly(3, 4);
    }

    @Test
    void a_message_that_would_fill_the_memory_is_refused() {
        var bytes = new byte[] {3, 0, 0, 0, (byte) 0xFF, 0, 0, 20, 0, 0, 0, 0};
        assertThatThrownBy(() -> new ChunkReader(new ByteArrayInputStream(bytes)).next())
                .isInstanceOf(IOException.class);
    }

    @Test
    void values_come_out_as_they_went_in() throws IOException {
        var details = Map.<String, Object>of("code", "NetStream.Publish.Start", "audio", true);
        assertThat(Amf0.read(Amf0.write("onStatus", 0, null, details)))
                .containsExactly("onStatus", 0.0, null, details);
    }

    @Test
    void a_command_that_ends_too_early_is_refused() {
        assertThatThrownBy(() -> Amf0.read(new byte[] {2, 0, 9, 'x'}))
                .isInstanceOf(IOException.class);
    }
}
