package webconference.notification.mail;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import webconference.notification.PostboxFailure;
import webconference.notification.PostboxFailure.Refused;
import webconference.notification.PostboxFailure.Unreachable;

/// What the mail server said, out of the nest of exceptions it comes in: its three digits, or that
/// it said nothing. Five hundreds are for good; everything else may pass, our own sign-in there
/// included, which is a mistake to be mended and no judgement on the letter.
///
/// @param code 0 if there was none
record SmtpAnswer(int code) {

    static SmtpAnswer of(MailException failure) {
        if (failure instanceof MailAuthenticationException) {
            return new SmtpAnswer(0);
        }
        Deque<Throwable> open = new ArrayDeque<>();
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        open.add(failure);
        while (!open.isEmpty()) {
            var here = open.remove();
            if (!seen.add(here)) {
                continue;
            }
            var code = codeOf(here);
            if (code > 0) {
                return new SmtpAnswer(code);
            }
            if (here instanceof MailSendException several) {
                Collections.addAll(open, several.getMessageExceptions());
            }
            if (here instanceof jakarta.mail.MessagingException chained) {
                addIfThere(open, chained.getNextException());
            }
            addIfThere(open, here.getCause());
        }
        return new SmtpAnswer(0);
    }

    private static void addIfThere(Deque<Throwable> open, @Nullable Throwable next) {
        if (next != null) {
            open.add(next);
        }
    }

    private static int codeOf(Throwable failure) {
        return switch (failure) {
            case SMTPAddressFailedException e -> e.getReturnCode();
            case SMTPSenderFailedException e -> e.getReturnCode();
            case SMTPSendFailedException e -> e.getReturnCode();
            default -> 0;
        };
    }

    PostboxFailure asFailure(Throwable cause) {
        return code >= 500
                ? new Refused("the mail server answered " + code, cause)
                : new Unreachable(
                        code == 0
                                ? "the mail server did not answer"
                                : "the mail server answered " + code,
                        cause);
    }
}
