package webconference.room.web;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import webconference.room.audit.AuditLine;

/// Lines of the audit as comma-separated values, for a spreadsheet that takes none of them for a
/// formula.
class AuditTable {

    private final PrintWriter out;

    AuditTable(PrintWriter out) {
        this.out = out;
        out.write('\uFEFF'); // spreadsheets take it for what it is then
        row(
                "line",
                "at",
                "who",
                "as",
                "what",
                "result",
                "room",
                "establishment",
                "detail",
                "from",
                "trace");
    }

    void add(AuditLine line) {
        row(
                line.line(),
                line.at(),
                line.erased() ? "(erased)" : line.who(),
                line.as(),
                line.what(),
                line.result(),
                line.room(),
                line.establishment(),
                line.detail(),
                line.address(),
                line.trace());
    }

    private void row(@Nullable Object... cells) {
        out.write(Arrays.stream(cells).map(AuditTable::cell).collect(Collectors.joining(",")));
        out.write("\r\n");
    }

    static String cell(@Nullable Object value) {
        var text = Objects.toString(value, "");
        var harmless = text.isEmpty() || "=+-@\t\r".indexOf(text.charAt(0)) < 0 ? text : "'" + text;
        return '"' + harmless.replace("\"", "\"\"") + '"';
    }
}
