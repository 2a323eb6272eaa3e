/// The portal's files, and the plain pages for when something goes wrong.
@NullMarked
package webconference.gateway.pages;

import org.jspecify.annotations.NullMarked;
