/// The program that turns PCM into AAC, and nothing else: it sees neither network nor key.
@NullMarked
package webconference.streaming.ffmpeg;

import org.jspecify.annotations.NullMarked;
