package webconference.notification.mail;

import static webconference.notification.FailureReason.MAILBOX_FULL;
import static webconference.notification.FailureReason.REFUSED;
import static webconference.notification.FailureReason.UNREACHABLE;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.regex.Pattern;
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
/// @param status the finer one of RFC 3463, such as `5.2.2`; empty if there was none
record SmtpAnswer(int code, String status) {

    private static final Pattern STATUS =
            Pattern.compile("^\\s*\\d{3}[ -]([245]\\.\\d{1,3}\\.\\d{1,3})\\b");

    /// No room in the mailbox, for now and for good.
    private static final Pattern FULL = Pattern.compile("[45]\\.2\\.2");

    private static final SmtpAnswer NONE = new SmtpAnswer(0, "");

    static SmtpAnswer of(MailException failure) {
        if (failure instanceof MailAuthenticationException) {
            return NONE;
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
                return new SmtpAnswer(code, statusOf(here));
            }
            if (here instanceof MailSendException several) {
                Collections.addAll(open, several.getMessageExceptions());
            }
            if (here instanceof jakarta.mail.MessagingException chained) {
                addIfThere(open, chained.getNextException());
            }
            addIfThere(open, here.getCause());
        }
        return NONE;
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

    private static String statusOf(Throwable failure) {
        var said = failure.getMessage();
        var status = STATUS.matcher(said == null ? "" : said);
        return status.find() ? status.group(1) : "";
    }

    /// 452 and 552 say it without a finer status; with one they may mean the server's own disk, the
    /// size of the message, or too many recipients.
    private boolean mailboxIsFull() {
        return status.isEmpty() ? code == 452 || code == 552 : FULL.matcher(status).matches();
    }

    PostboxFailure asFailure(Throwable cause) {
        if (code >= 500) {
            var reason = mailboxIsFull() ? MAILBOX_FULL : REFUSED;
            return new Refused(reason, "the mail server " + this, cause);
        }
        var reason = mailboxIsFull() ? MAILBOX_FULL : UNREACHABLE;
        return new Unreachable(reason, "the mail server " + this, cause);
    }

    @Override
    public String toString() {
        return code == 0 ? "did not answer" : ("answered " + code + " " + status).strip();
    }
}
