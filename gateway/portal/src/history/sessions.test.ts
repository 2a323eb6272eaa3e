import { expect, test } from 'vitest'
import { streamReasons, type PastOpening, type StreamRun } from '../api/shapes'
import fr from '../locales/fr.json'
import { ADA } from '../testing/fixtures'
import { endWording, lasted, recorded, targets } from './sessions'

const run = (differences: Partial<StreamRun> = {}): StreamRun => ({
  id: crypto.randomUUID(),
  host: 'tube.example.org',
  requestedAt: '2026-03-02T09:05:00Z',
  liveSince: '2026-03-02T09:05:10Z',
  endedAt: '2026-03-02T09:45:10Z',
  endReason: 'ROOM_CLOSED',
  liveSeconds: 2400,
  ...differences,
})

const opening = (differences: Partial<PastOpening> = {}): PastOpening => ({
  id: 'opening',
  by: ADA,
  requestedAt: '2026-03-02T09:04:00Z',
  openedAt: '2026-03-02T09:04:10Z',
  endedAt: '2026-03-02T09:49:10Z',
  closeReason: 'CLOSED_BY_USER',
  closedBy: ADA,
  mostPeople: 23,
  runs: [],
  interventions: [],
  ...differences,
})

test('O5 a session lasts from its opening to its end, or until now', () => {
  const now = Date.parse('2026-03-02T09:14:10Z')
  expect(lasted(opening(), now)).toBe(45 * 60_000)
  expect(lasted(opening({ endedAt: null }), now)).toBe(10 * 60_000)
  expect(lasted(opening({ openedAt: null }), now)).toBeUndefined()
})

test('S76 only what went live may have left a video, in the order of the files', () => {
  const first = run()
  const second = run({ requestedAt: '2026-03-02T09:30:00Z' })
  const never = run({ liveSince: null, endReason: 'KEY_REFUSED' })
  expect(recorded(opening({ runs: [second, never, first] }))).toEqual([first, second])
})

test('S76 each place is named once', () => {
  const other = run({ host: 'video.example.org' })
  const some = [opening({ runs: [run(), run(), other] }), opening({ runs: [run()] })]
  expect(targets(some)).toEqual(['tube.example.org', 'video.example.org'])
})

test.each(streamReasons)('S71 an end for %s is worded', (endReason) => {
  const [, , name] = endWording(run({ endReason }))?.split('.') ?? []
  expect(fr.history.end).toHaveProperty(name ?? '')
})

test('S71 a reason not known here says nothing', () => {
  expect(endWording(run({ endReason: 'SOMETHING_NEW' }))).toBeUndefined()
  expect(endWording(run({ endReason: null }))).toBeUndefined()
})
