import i18next from 'i18next'
import { describe, expect, test } from 'vitest'
import { streamReasons, type StreamView } from '../api/shapes'
import en from '../locales/en.json'
import fr from '../locales/fr.json'
import { ADA, anOpenRoom, aRoom, aStream, streaming, TEN } from '../testing/fixtures'
import { readOutAt, sightOf, signOf, type Words } from './wording'

const clock = { time: () => '10:04', secondsUntil: () => 8 }
const states: readonly StreamView['state'][] = [
  'REQUESTED',
  'QUEUED',
  'JOINING',
  'AWAITING_ADMISSION',
  'CONNECTING',
  'LIVE',
  'PAUSED',
  'INTERRUPTED',
  'STOPPING',
  'ENDED',
]

const streamed = (stream: Partial<StreamView>) => anOpenRoom({ streaming, stream: aStream(stream) })
const sight = (stream: Partial<StreamView>) => sightOf(streamed(stream), clock)

function said(language: 'fr' | 'en', { key, params = {} }: Words): string {
  const words = i18next.getFixedT(language)
  const inner = Object.entries(params).map(([name, value]) => [
    name,
    typeof value === 'object' ? said(language, value) : value,
  ])
  return String(words(key, Object.fromEntries(inner)))
}

describe('every state for every reason', () => {
  for (const language of ['fr', 'en'] as const) {
    for (const state of states) {
      test.each([null, ...streamReasons])(`is worded in ${language}: ${state}, %s`, (reason) => {
        i18next.addResourceBundle('fr', 'translation', fr)
        i18next.addResourceBundle('en', 'translation', en)
        for (const by of [null, ADA]) {
          const { line, hint } = sight({ state, reason, by, attempt: 2, attempts: 5, retryAt: TEN })
          for (const words of hint ? [line, hint] : [line]) {
            const text = said(language, words)
            expect(text).not.toContain('stream.')
            expect(text).not.toContain('{{')
            expect(text.length).toBeGreaterThan(5)
          }
        }
      })
    }
  }
})

test('S10 only a stream that is live is green, in the panel and in the list', () => {
  for (const state of states) {
    for (const reason of [null, ...streamReasons]) {
      for (const wanted of [null, 'LIVE', 'PAUSED', 'ENDED'] as const) {
        const green = state === 'LIVE'
        expect(sight({ state, reason, wanted }).tone === 'green').toBe(green)
        expect(signOf(streamed({ state, reason, wanted }))?.tone === 'green').toBe(green)
      }
    }
  }
  expect(sight({ run: null, state: 'ENDED', wanted: 'LIVE' }).tone).toBe('grey')
})

test('S9 S72 a room without streaming carries no sign', () => {
  expect(signOf(anOpenRoom())).toBeUndefined()
  expect(signOf(aRoom({ streaming }))).toEqual({ tone: 'grey', key: 'sign.streaming' })
})

test('S63 there is one button at a time, and none while stopping', () => {
  const stops = states.filter((state) => sight({ state }).action === 'STOP')
  expect(stops).toEqual([
    'REQUESTED',
    'QUEUED',
    'JOINING',
    'AWAITING_ADMISSION',
    'CONNECTING',
    'LIVE',
    'INTERRUPTED',
  ])
  expect(sight({ state: 'PAUSED' }).action).toBe('START')
  expect(sight({ state: 'ENDED', reason: 'STOPPED_BY_USER' }).action).toBe('START')
  expect(sight({ state: 'ENDED', reason: 'KEY_REFUSED' }).action).toBe('RETRY')
  expect(sight({ state: 'STOPPING' }).action).toBeUndefined()
})

test('S64 between the click and its effect the request is shown, not its result', () => {
  const asked = sight({ state: 'LIVE', wanted: 'PAUSED' })
  expect(asked.pending).toBe('STOP')
  expect(asked.line.key).toBe('stream.live')
  expect(sight({ state: 'PAUSED', wanted: 'LIVE' })).toMatchObject({ pending: 'START', tone: 'blue' })
  expect(sight({ state: 'ENDED', wanted: 'LIVE' }).pending).toBe('START')
  expect(sight({ state: 'LIVE', wanted: 'ENDED' }).pending).toBe('END')
  expect(sight({ run: null, state: 'ENDED', wanted: 'LIVE' }).line.key).toBe('stream.requested')
})

test('S63 a start that is under way can be stopped', () => {
  expect(sight({ state: 'JOINING', wanted: 'LIVE' })).toMatchObject({ action: 'STOP' })
  expect(sight({ state: 'JOINING', wanted: 'LIVE' }).pending).toBeUndefined()
})

test('S71 an automatic stop says why, and offers to start again while the room is open', () => {
  for (const reason of [
    'ROOM_CLOSED',
    'MEETING_ENDED',
    'NO_MODERATOR',
    'NIGHTLY',
    'PAUSED_TOO_LONG',
  ]) {
    const open = sight({ state: 'ENDED', reason })
    expect(open.line).toMatchObject({ params: { why: { key: `stream.rule.${reason}` } } })
    expect(open.action).toBe('START')
    const closed = sightOf(aRoom({ streaming, stream: aStream({ state: 'ENDED', reason }) }), clock)
    expect(closed.line).toEqual(open.line)
    expect(closed.action).toBeUndefined()
  }
})

test('S59 « Live » refused is told, and a new start is offered', () => {
  expect(sight({ state: 'ENDED', reason: 'REFUSED_BY_MODERATOR' })).toMatchObject({
    tone: 'orange',
    line: { key: 'stream.refused' },
    action: 'START',
  })
})

test('S73 a key that is refused says what to do and leads to the settings', () => {
  expect(sight({ state: 'ENDED', reason: 'KEY_REFUSED' })).toMatchObject({
    tone: 'red',
    hint: { key: 'stream.remedy.KEY_REFUSED' },
    offersSettings: true,
  })
})

test('S56 while « Live » waits one is asked to admit it', () => {
  expect(sight({ state: 'AWAITING_ADMISSION' })).toMatchObject({ offersJoin: true, tone: 'orange' })
})

test('S67 a countdown is read out at its start, 2:00, 1:00, 0:30 and 0:10 only', () => {
  const read: number[] = []
  let before: number | undefined
  for (let now = 125; now >= 0; now--) {
    if (readOutAt(before, now) !== undefined) read.push(now)
    before = now
  }
  expect(read).toEqual([125, 120, 60, 30, 10])
})

test('S67 a tab that slept reads out the mark it missed once', () => {
  expect(readOutAt(100, 25)).toBe(60)
  expect(readOutAt(25, 24)).toBeUndefined()
})
