/// The browser that joins a meeting as « Live », and the recorder page in it that encodes what Live
/// sees and hears. Start reading at [webconference.streaming.chromium.TabCapture].
@NullMarked
package webconference.streaming.chromium;

import org.jspecify.annotations.NullMarked;
