/// A BigBlueButton server to develop and test against: the API with its checksums and its oddities,
/// webhooks, and a meeting page that people and « Live » can be in. Nothing in a service knows of
/// it.
@NullMarked
package webconference.local.bbb;

import org.jspecify.annotations.NullMarked;
