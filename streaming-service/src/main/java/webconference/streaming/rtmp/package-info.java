/// Where the stream goes: a connection that publishes over RTMP or RTMPS. The key stays in memory
/// and the address connected to is the one that was checked. Start reading at
/// [webconference.streaming.rtmp.RtmpPublisher].
@NullMarked
package webconference.streaming.rtmp;

import org.jspecify.annotations.NullMarked;
