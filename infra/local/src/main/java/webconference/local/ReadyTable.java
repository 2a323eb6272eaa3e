package webconference.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import webconference.local.launcher.PeerTubeStandIn;
import webconference.local.launcher.Port;
import webconference.local.launcher.Settings;

/// What the person at the keyboard reads when everything runs.
record ReadyTable(Settings settings, Path log, Duration after, List<PeerTubeStandIn.Live> lives) {

    String text() {
        var ports = settings.ports();
        return """

        Ready: %s  (after %.1f s)

          Portal               %s
          Sign-in              %s
          BigBlueButton        %s  (simulator)
          PeerTube             %s  (stand-in)
          Mailbox              %s
          Log                  %s

          Sign in, password demo:
            ada, bruno         teachers, Lycée Hugo
            chloe              teacher, Collège Sand
            marie, marie2      teachers of one name, one in each school
            zoe, yanis, lea    pupils, Lycée Hugo, class 3B
            tom                pupil, Collège Sand
            rene               looks after the rooms of Lycée Hugo
            sam                administrator
        %s
        Ctrl-C stops everything; the next start finds its data again.
        """
                .formatted(
                        ports.url(Port.PORTAL),
                        after.toMillis() / 1000.0,
                        ports.url(Port.PORTAL),
                        address(Port.SIGN_IN, "OIDC_ISSUER"),
                        address(Port.SIMULATOR, "BBB_SERVERS_0_URL"),
                        address(Port.STAND_IN, "STREAM_ALLOWED_HOSTS"),
                        address(Port.MAILBOX, "SMTP_HOST"),
                        log,
                        streams());
    }

    /// One live of each kind to try with; more on the stand-in's page.
    private String streams() {
        if (lives.isEmpty()) {
            return "";
        }
        var rows =
                lives.stream()
                        .collect(
                                Collectors.toMap(
                                        PeerTubeStandIn.Live::permanent,
                                        live -> live,
                                        (first, _) -> first))
                        .values()
                        .stream()
                        .map(live ->
                                "    %-18s %s\n"
                                        .formatted(
                                                live.permanent() ? "permanent live" : "normal live",
                                                live.key()))
                        .collect(Collectors.joining());
        return "\n  Stream to %s with one of these keys (watch and find more on the PeerTube page):\n%s"
                .formatted(lives.getFirst().url(), rows);
    }

    private String address(Port port, String pointer) {
        return settings.find(pointer).orElse(settings.ports().url(port));
    }
}
