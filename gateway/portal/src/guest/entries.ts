import type { GuestEntry } from './card'

const key = (token: string) => `guest-entry:${token}`

/**
 * What somebody told at the door, from when they leave for the meeting until they come back: whom it has no place
 * for need not tell it again. In this tab only, and gone with the first look.
 */
export const entries = {
  keep: (token: string, entry: GuestEntry) =>
    sessionStorage.setItem(key(token), JSON.stringify(entry)),
  take: (token: string): GuestEntry | undefined => {
    const kept = sessionStorage.getItem(key(token))
    sessionStorage.removeItem(key(token))
    return kept === null ? undefined : (JSON.parse(kept) as GuestEntry)
  },
}
