package webconference.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StreamUrlTest {

    @ParameterizedTest
    @CsvSource({
        "rtmp://host:1935/live, rtmp://host:1935/live",
        "rtmps://host:1936/live, rtmps://host:1936/live",
        "'  rtmp://host/live/ ', rtmp://host/live",
        "RTMP://Tube.Example.ORG/live, rtmp://tube.example.org/live",
        "rtmp://192.0.2.1:1935/app/instance, rtmp://192.0.2.1:1935/app/instance",
        "rtmp://[2001:db8::1]:1935/live, rtmp://[2001:db8::1]:1935/live",
    })
    void S20_an_address_from_PeerTube_is_taken_as_it_is(String typed, String read)
            throws StreamUrl.Unreadable {
        assertThat(StreamUrl.parse(typed)).hasToString(read);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tube.example.org/live",
                "http://tube.example.org/live",
                "file:///etc/passwd",
                "rtmp:tube.example.org/live",
                "rtmp:///live",
                "rtmp://host",
                "rtmp://host/",
                "rtmp://host//live",
                "rtmp://host/live//",
                "rtmp://host/../live",
                "rtmp://host/./live",
                "rtmp://host/li ve",
                "rtmp://host/live\nx",
                "rtmp://host/live\u0000",
                "rtmp://host/live'",
                "rtmp://host/live\"",
                "rtmp://host/li%76e",
                "rtmp://host/live?x=1",
                "rtmp://host/live#x",
                "rtmp://me@host/live",
                "rtmp://me:secret@host/live",
                "rtmp://allowed.example.org@evil.example.org/live",
                "rtmp://host:0/live",
                "rtmp://host:65536/live",
                "rtmp://host:-1/live",
                "rtmp://host:x/live",
                "rtmp://a_b/live",
                "rtmp://host\\evil/live",
                "rtmp://host/live playpath=x",
                "rtmp://host/live|x",
            })
    void D7_P6_an_address_that_could_hide_something_is_refused(String typed) {
        assertThatThrownBy(() -> StreamUrl.parse(typed)).isInstanceOf(StreamUrl.Unreadable.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rtmp://host/live/abcd",
                "rtmp://host/live/3b9c1f64-2f5e-4a3b-8d55-0b6a1c9e7d21",
                "rtmp://host/app/3b9c1f64-2f5e-4a3b-8d55-0b6a1c9e7d21",
                "rtmp://host/3b9c1f64-2f5e-4a3b-8d55-0b6a1c9e7d21"
            })
    void a_key_pasted_into_the_address_is_recognised(String typed) {
        assertThatThrownBy(() -> StreamUrl.parse(typed)).hasMessage("stream-url-has-key");
    }

    @Test
    void the_port_is_the_usual_one_where_none_is_written() throws StreamUrl.Unreadable {
        assertThat(StreamUrl.parse("rtmp://host/live").effectivePort()).isEqualTo(1935);
        assertThat(StreamUrl.parse("rtmps://host/live").effectivePort()).isEqualTo(443);
    }
}
