package webconference.local.bbb;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChecksumTest {

    private static final String SECRET = "bbbSimSecret-2024_Zx81";

    @ParameterizedTest(name = "{0}?{1}")
    @CsvSource(
            delimiter = '|',
            emptyValue = "",
            value = {
                "getMeetings | '' | 410c18442a3a0de5605eec5101d8c5ee58506987 | 0e3a570ced19f469cab210ef759d1a97f47a7300b5070b44aa0c0eacfc1242da",
                "create | name=R%C3%A9union+parents+d%27%C3%A9l%C3%A8ves&meetingID=6f1c2a5e-9f0b-4a53-8f3e-1d2b3c4d5e6f&record=false&guestPolicy=ASK_MODERATOR | db1e99d78a825f58a13f0576628e3ebc57efb3a9 | 9b638a8fe1be876cd45230eb07ae94ef809e567244c9c2ff51c0583bc575cf57",
                "create | name=R%C3%A9union%20parents%20d%27%C3%A9l%C3%A8ves&meetingID=6f1c2a5e-9f0b-4a53-8f3e-1d2b3c4d5e6f&record=false&guestPolicy=ASK_MODERATOR | 1e98afcac00cd9d14934dee94e412c7bd9912d7c | 38c81b13859e3768ae098f340c9ba7fc51fd7992bf78c823b13d3b74fe296a3d",
                "join | fullName=Zo%C3%A9+L%26Co&meetingID=room-42&role=VIEWER&guest=true | 8ea4b18790cd911ec790bb2fa614c68911d64de3 | 47d98ab3931c5c4aef0647bd3633eb6929dd25a0801f8b7d8e4786af3fd6eb83",
                "hooks/create | callbackURL=https%3A%2F%2Fportal.example.org%2Fapi%2Fbbb%2Fevents | f75e8a98056daab7f88d145940243732d4e3893b | c28cc18497dd259324cb39b0f835f33842291429c2451ba6aa87cfa08f975f43",
                "end | meetingID=room-42&password=mod-secret | 854a51b10a58797f6c7432dd9ee900bfb7b08487 | 93895b8f4d942408240e0bccbde8a2cc5504174ddc67b132b3db55a4867b531d"
            })
    void a_call_is_signed_over_its_query_as_it_came(
            String call, String query, String sha1, String sha256) {
        for (var checksum : new String[] {sha1, sha256}) {
            var whole = query.isEmpty() ? "checksum=" + checksum : query + "&checksum=" + checksum;
            assertThat(Checksum.isRight(call, whole, checksum, SECRET)).isTrue();
            assertThat(
                            Checksum.isRight(
                                    call, "checksum=" + checksum + "&" + query, checksum, SECRET))
                    .as("the checksum may stand anywhere")
                    .isEqualTo(true);
            assertThat(Checksum.isRight(call, whole + "&role=MODERATOR", checksum, SECRET))
                    .isFalse();
            assertThat(Checksum.isRight("other", whole, checksum, SECRET)).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"SHA-1", "SHA-256", "SHA-384", "SHA-512"})
    void the_length_of_a_checksum_tells_its_algorithm(String algorithm) {
        var checksum = Checksum.hash(algorithm, "getMeetings" + SECRET);
        assertThat(Checksum.isRight("getMeetings", "checksum=" + checksum, checksum, SECRET))
                .isTrue();
    }

    @Test
    void none_of_the_four_lengths_is_never_right() {
        assertThat(Checksum.isRight("getMeetings", "checksum=abc", "abc", SECRET)).isFalse();
    }
}
