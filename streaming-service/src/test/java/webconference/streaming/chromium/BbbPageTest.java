package webconference.streaming.chromium;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class BbbPageTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {empty: true, complete: true}                          | LOADING      | LOADING
                    {complete: false, client: true}                        | LOADING      | LOADING
                    {complete: true, client: true}                         | LOADING      | LOADING
                    {complete: true, client: true, inside: true}           | LOADING      | IN
                    {complete: true, client: true, inside: true}           | WAITING_ROOM | IN
                    {complete: true, lobby: true, guest: 'WAIT'}           | LOADING      | WAITING_ROOM
                    {complete: true, lobby: true, guest: ''}               | LOADING      | WAITING_ROOM
                    {complete: true, lobby: true, guest: 'DENY'}           | WAITING_ROOM | REFUSED
                    {complete: true, lobby: true, guest: 'guestDeny'}      | WAITING_ROOM | REFUSED
                    {complete: true, lobby: true, guest: 'meetingEnded'}   | WAITING_ROOM | ENDED
                    {complete: true, lobby: true, guest: 'guestInvalid'}   | WAITING_ROOM | BROKEN
                    {complete: true, client: false}                        | WAITING_ROOM | REFUSED
                    {complete: true, client: false}                        | IN           | ENDED
                    {complete: true, client: false}                        | LOADING      | LOADING
                    {complete: true, client: true, denied: true}           | LOADING      | REFUSED
                    {complete: true, inside: true, ended: true}            | IN           | ENDED
                    {complete: true, status: 404, ended: true}             | LOADING      | ENDED
                    {complete: true, status: 502}                          | LOADING      | BROKEN
                    {complete: true, unreachable: true}                    | IN           | BROKEN
                    {complete: true, client: true, error: true}            | LOADING      | BROKEN
                    {complete: true, client: true, answer: true}           | LOADING      | BROKEN
                    """)
    void says_where_live_stands(String looked, PageState before, PageState now) {
        var json = looked.replaceAll("(\\w+):", "\"$1\":").replace('\'', '"');
        assertThat(BbbPage.read(JsonMapper.shared().readTree(json), before)).isEqualTo(now);
    }
}
