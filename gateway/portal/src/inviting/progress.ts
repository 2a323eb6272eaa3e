import type { QueryClient } from '@tanstack/react-query'
import type { InvitationCounts, InvitationNews, InvitationView } from '../api/shapes'

/** Where what is known of invitations is kept: those sent for a room, and one with its recipients. */
export const sentKey = (room: string) => ['invitations', room]
export const invitationKey = (room: string, id: string) => ['invitation', room, id]

/** What was heard while it is being sent; who failed and why is asked for where it is being shown. */
export function learnOfInvitation(client: QueryClient, news: InvitationNews): void {
  client.setQueryData<InvitationView>(
    invitationKey(news.room, news.id),
    (known) => known && heard(known, news),
  )
  client.setQueryData<InvitationView[]>(sentKey(news.room), (known) =>
    known?.map((each) => (each.id === news.id ? heard(each, news) : each)),
  )
  void client.invalidateQueries({ queryKey: invitationKey(news.room, news.id) })
  if (
    client.getQueryData<InvitationView[]>(sentKey(news.room))?.some(({ id }) => id === news.id) ===
    false
  ) {
    void client.invalidateQueries({ queryKey: sentKey(news.room) })
  }
}

function heard(
  known: InvitationView,
  { version, pending, delivered, failed }: InvitationNews,
): InvitationView {
  return version > known.version
    ? { ...known, version, counts: { pending, delivered, failed } }
    : known
}

/** A freshly fetched one; what was heard meanwhile and is newer stays. */
export function newest(known: InvitationView | undefined, fetched: InvitationView): InvitationView {
  if (known === undefined || fetched.version >= known.version) return fetched
  return { ...fetched, version: known.version, counts: known.counts }
}

export function allOf({ pending, delivered, failed }: InvitationCounts): number {
  return pending + delivered + failed
}
