package webconference.local.mailbox;

import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// The running mail server and its page. What it received lives as long as it runs.
public final class Mailbox implements AutoCloseable {

    private final GreenMail mail;
    private final HttpServer server;
    private final ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor();

    private Mailbox(GreenMail mail, HttpServer server) {
        this.mail = mail;
        this.server = server;
    }

    /// @param smtpPort where mail is taken in
    /// @param pagePort where it is read
    /// @param owners whose mail it is; others get mail too
    public static Mailbox start(int smtpPort, int pagePort, List<Owner> owners) {
        try {
            var mail =
                    new GreenMail(
                            new ServerSetup(smtpPort, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
            var server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), pagePort), 0);
            var mailbox = new Mailbox(mail, server);
            var pages = new MailboxPages(mailbox, owners);
            server.createContext("/", pages::handle);
            server.setExecutor(mailbox.requests);
            mail.start();
            server.start();
            return mailbox;
        } catch (IOException e) {
            throw new IllegalStateException("cannot listen on port " + pagePort, e);
        }
    }

    /// Everything received, the newest first.
    List<Letter> letters() {
        var letters = new ArrayList<Letter>();
        try {
            for (var user : mail.getManagers().getUserManager().listUser()) {
                var inbox = mail.getManagers().getImapHostManager().getInbox(user);
                for (var stored : inbox.getMessages()) {
                    letters.add(
                            Letter.of(user.getEmail(), stored.getUid(), stored.getMimeMessage()));
                }
            }
        } catch (FolderException | MessagingException | IOException e) {
            throw new IllegalStateException(e);
        }
        letters.sort(Comparator.comparing(Letter::sentAt).reversed());
        return letters;
    }

    void empty() {
        try {
            mail.purgeEmailFromAllMailboxes();
        } catch (FolderException e) {
            throw new IllegalStateException(e);
        }
    }

    public int pagePort() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        requests.shutdownNow();
        mail.stop();
    }
}
