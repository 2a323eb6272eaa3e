package webconference.room.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/// An answer of comma-separated values, for a spreadsheet that takes none of them for a formula.
class CsvTable {

    private final PrintWriter out;

    private CsvTable(PrintWriter out) {
        this.out = out;
    }

    /// Begins the answer; nothing of it is kept by whoever passes it on.
    ///
    /// @param file its name on the caller's disk
    static CsvTable answering(HttpServletResponse response, String file, Object... titles)
            throws IOException {
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"%s\"".formatted(file));
        var table = new CsvTable(response.getWriter());
        table.out.write('\uFEFF'); // spreadsheets take it for what it is then
        table.row(titles);
        return table;
    }

    void row(@Nullable Object... cells) {
        out.write(Arrays.stream(cells).map(CsvTable::cell).collect(Collectors.joining(",")));
        out.write("\r\n");
    }

    private static String cell(@Nullable Object value) {
        var text = Objects.toString(value, "");
        var harmless = text.isEmpty() || "=+-@\t\r".indexOf(text.charAt(0)) < 0 ? text : "'" + text;
        return '"' + harmless.replace("\"", "\"\"") + '"';
    }
}
