package webconference.meeting.bbb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLDecoder;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import webconference.meeting.bbb.Checksum.Algorithm;

class ChecksumTest {

    private static final String SECRET = "bbbSimSecret-2024_Zx81";

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = true,
            textBlock =
                    """
                    V1 | getMeetings | '' | 410c18442a3a0de5605eec5101d8c5ee58506987 | 0e3a570ced19f469cab210ef759d1a97f47a7300b5070b44aa0c0eacfc1242da
                    V2 | create | name=R%C3%A9union+parents+d%27%C3%A9l%C3%A8ves&meetingID=6f1c2a5e-9f0b-4a53-8f3e-1d2b3c4d5e6f&record=false&guestPolicy=ASK_MODERATOR | db1e99d78a825f58a13f0576628e3ebc57efb3a9 | 9b638a8fe1be876cd45230eb07ae94ef809e567244c9c2ff51c0583bc575cf57
                    V3 | create | name=R%C3%A9union%20parents%20d%27%C3%A9l%C3%A8ves&meetingID=6f1c2a5e-9f0b-4a53-8f3e-1d2b3c4d5e6f&record=false&guestPolicy=ASK_MODERATOR | 1e98afcac00cd9d14934dee94e412c7bd9912d7c | 38c81b13859e3768ae098f340c9ba7fc51fd7992bf78c823b13d3b74fe296a3d
                    V4 | join | fullName=Zo%C3%A9+L%26Co&meetingID=room-42&role=VIEWER&guest=true | 8ea4b18790cd911ec790bb2fa614c68911d64de3 | 47d98ab3931c5c4aef0647bd3633eb6929dd25a0801f8b7d8e4786af3fd6eb83
                    V5 | hooks/create | callbackURL=https%3A%2F%2Fportal.example.org%2Fapi%2Fbbb%2Fevents | f75e8a98056daab7f88d145940243732d4e3893b | c28cc18497dd259324cb39b0f835f33842291429c2451ba6aa87cfa08f975f43
                    V6 | end | meetingID=room-42&password=mod-secret | 854a51b10a58797f6c7432dd9ee900bfb7b08487 | 93895b8f4d942408240e0bccbde8a2cc5504174ddc67b132b3db55a4867b531d
                    """)
    void D3_a_call_is_signed_as_the_published_vectors_say(
            String vector, String call, String query, String sha1, String sha256) {
        assertThat(Checksum.of(Algorithm.SHA1, call, query, SECRET)).as(vector).isEqualTo(sha1);
        assertThat(Checksum.of(Algorithm.SHA256, call, query, SECRET)).isEqualTo(sha256);
    }

    @Test
    void a_query_is_written_and_signed_as_the_second_vector() {
        var address =
                new Query()
                        .with("name", "Réunion parents d'élèves")
                        .with("meetingID", "6f1c2a5e-9f0b-4a53-8f3e-1d2b3c4d5e6f")
                        .with("record", false)
                        .with("guestPolicy", "ASK_MODERATOR")
                        .signed(
                                URI.create("https://bbb.example.org/bigbluebutton/api"),
                                "create",
                                Algorithm.SHA256,
                                SECRET);
        assertThat(address.toString())
                .startsWith("https://bbb.example.org/bigbluebutton/api/create?name=R%C3%A9union+")
                .endsWith(
                        "&checksum=9b638a8fe1be876cd45230eb07ae94ef809e567244c9c2ff51c0583bc575cf57");
    }

    @Test
    void a_call_without_parameters_is_signed_too() {
        var address =
                new Query()
                        .signed(
                                URI.create("https://bbb.example.org/bigbluebutton/api"),
                                "getMeetings",
                                Algorithm.SHA1,
                                SECRET);
        assertThat(address.getRawQuery())
                .isEqualTo("checksum=410c18442a3a0de5605eec5101d8c5ee58506987");
    }

    @Test
    void characters_that_browsers_write_anew_are_never_sent_plain() {
        var query = new Query().with("fullName", "L'été (*~!) a+b").toString();
        assertThat(query).doesNotContain("'", "(", ")", "*", "~", "!", " ").contains("%2B");
    }

    static Stream<String> nasty() {
        var one =
                Stream.of(
                        "&role=MODERATOR",
                        "a&b=c",
                        "a=b",
                        "?x",
                        "#x",
                        "%26role%3DMODERATOR",
                        "%",
                        "%%",
                        "%zz",
                        "+",
                        " ",
                        "\u0000",
                        "\r\nX: y",
                        "\u202Eabc",
                        "é",
                        "e\u0301",
                        "😀",
                        "\uD83D",
                        "<script>",
                        "\"'`",
                        "checksum=1",
                        "&checksum=1",
                        ";",
                        ",",
                        "/../",
                        "\\",
                        "|",
                        "\t",
                        "x".repeat(10_240),
                        "");
        var mixed =
                IntStream.range(0, 270)
                        .mapToObj(i ->
                                "%s%c%s&%c=%s"
                                        .formatted(
                                                "n" + i,
                                                (char) (i + 1),
                                                "=" + i,
                                                (char) (0x2000 + i),
                                                i % 2 == 0 ? "%2" + i : "+" + i));
        return Stream.concat(one, mixed);
    }

    @ParameterizedTest(name = "[{index}]")
    @MethodSource("nasty")
    void a_value_stays_a_value_whatever_is_in_it(String value) {
        var query = new Query().with("fullName", value).with("role", "VIEWER").toString();
        var pairs = query.split("&", -1);
        assertThat(pairs).hasSize(2);
        assertThat(pairs[1]).isEqualTo("role=VIEWER");
        assertThat(URLDecoder.decode(pairs[0].substring("fullName=".length()), UTF_8))
                .isEqualTo(value.replace("\uD83D", value.equals("\uD83D") ? "?" : "\uD83D"));
    }
}
