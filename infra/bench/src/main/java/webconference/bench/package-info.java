/// What things cost, each figure beside its floor in the same run.
@NullMarked
package webconference.bench;

import org.jspecify.annotations.NullMarked;
