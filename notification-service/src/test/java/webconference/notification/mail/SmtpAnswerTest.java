package webconference.notification.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import webconference.notification.FailureReason;
import webconference.notification.PostboxFailure.Refused;

class SmtpAnswerTest {

    @ParameterizedTest
    @CsvSource({
        "550,'',true,REFUSED",
        "550,5.1.1,true,REFUSED",
        "553,5.1.3,true,REFUSED",
        "554,5.7.1,true,REFUSED",
        "552,'',true,MAILBOX_FULL",
        "552,5.2.2,true,MAILBOX_FULL",
        "550,5.2.2,true,MAILBOX_FULL",
        "552,5.3.4,true,REFUSED",
        "452,'',false,MAILBOX_FULL",
        "452,4.2.2,false,MAILBOX_FULL",
        "452,4.5.3,false,UNREACHABLE",
        "452,4.3.1,false,UNREACHABLE",
        "421,'',false,UNREACHABLE",
        "450,4.2.0,false,UNREACHABLE",
        "0,'',false,UNREACHABLE",
    })
    void says_whether_to_ask_again_and_what_the_sender_is_told(
            int code, String status, boolean forGood, FailureReason reason) {
        var failure = new SmtpAnswer(code, status).asFailure(new IllegalStateException());
        assertThat(failure instanceof Refused).isEqualTo(forGood);
        assertThat(failure.reason()).isEqualTo(reason);
    }
}
