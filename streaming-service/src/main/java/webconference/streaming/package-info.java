/// Stream runs: what is wanted, where each stands, when it must stop, and the two ports it works
/// through: [webconference.streaming.Capture], picture and sound of a meeting, and
/// [webconference.streaming.Publisher], where they go.
@NullMarked
package webconference.streaming;

import org.jspecify.annotations.NullMarked;
