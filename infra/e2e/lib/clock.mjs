// Reads the clock that the simulator's meeting page paints in squares, out of a recording.

import { pictures } from './media.mjs'

/** Where the squares are in the 1280×720 picture as Live sees it: no bars, no panels. */
const box = { x: 0, y: 0, width: 1056, height: 32, square: 24 }

/** The clock's time in pictures of a recording: `[{at, ms}]`, `ms` null where no clock is seen. */
export async function clockTimes(file, options) {
  const shown = await pictures(file, { x: box.x, y: box.y, width: box.width, height: box.height }, options)
  return shown.map((picture) => ({ at: picture.at, ms: decode(picture) }))
}

/** Sync squares 1 0 1, then 24 bits of milliseconds, most significant first. */
function decode({ pixels, width, height }) {
  const row = Math.floor(height / 2)
  const bits = []
  for (let i = 0; i < 27; i++) {
    const grey = pixels[row * width + i * box.square + box.square / 2]
    if (grey > 70 && grey < 185) return null
    bits.push(grey >= 185 ? 1 : 0)
  }
  if (bits[0] !== 1 || bits[1] !== 0 || bits[2] !== 1) return null
  return bits.slice(3).reduce((value, bit) => value * 2 + bit, 0)
}
