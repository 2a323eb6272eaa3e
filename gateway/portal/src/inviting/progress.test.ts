import { QueryClient } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import type { InvitationView } from '../api/shapes'
import { ADA, TEN } from '../testing/fixtures'
import { invitationKey, learnOfInvitation, newest, sentKey } from './progress'

function anInvitation(differences: Partial<InvitationView> = {}): InvitationView {
  return {
    id: 'invitation',
    sentAt: TEN,
    by: ADA,
    subject: 'Cours',
    counts: { pending: 134, delivered: 0, failed: 0 },
    meeting: null,
    version: 1,
    recipients: null,
    ...differences,
  }
}

const news = { room: 'room', id: 'invitation', pending: 84, delivered: 50, failed: 0, version: 2 }

test('S13 what is heard of an invitation shows where it is shown, unless it is older', () => {
  const client = new QueryClient()
  client.setQueryData(invitationKey('room', 'invitation'), anInvitation())
  client.setQueryData(sentKey('room'), [anInvitation(), anInvitation({ id: 'other' })])
  const counts = () => [
    client.getQueryData<InvitationView>(invitationKey('room', 'invitation'))?.counts.delivered,
    ...(client.getQueryData<InvitationView[]>(sentKey('room')) ?? []).map(
      (each) => each.counts.delivered,
    ),
  ]
  learnOfInvitation(client, news)
  expect(counts()).toEqual([50, 50, 0])
  learnOfInvitation(client, { ...news, delivered: 20, version: 1 })
  expect(counts()).toEqual([50, 50, 0])
})

test('S13 an invitation that nobody looks at is not kept', () => {
  const client = new QueryClient()
  learnOfInvitation(client, news)
  expect(client.getQueryData(invitationKey('room', 'invitation'))).toBeUndefined()
})

test('S13 an answer that was overtaken brings its names, not its counts', () => {
  const known = anInvitation({ version: 3, counts: { pending: 0, delivered: 132, failed: 2 } })
  const fetched = anInvitation({ version: 2, recipients: [] })
  expect(newest(known, fetched)).toMatchObject({ counts: known.counts, recipients: [], version: 3 })
  expect(newest(undefined, fetched)).toBe(fetched)
})
