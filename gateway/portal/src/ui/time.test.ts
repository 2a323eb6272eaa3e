import { expect, test } from 'vitest'
import { TEN } from '../testing/fixtures'
import { duration, noteServerTime, roughly, secondsUntil, serverNow, timeOfDay } from './time'

test('times are those of Paris; elsewhere both are told', () => {
  expect(timeOfDay(TEN, 'fr', 'Europe/Paris')).toBe('10:04')
  expect(timeOfDay(TEN, 'fr', 'Europe/Madrid')).toBe('10:04')
  expect(timeOfDay(TEN, 'fr', 'Indian/Reunion')).toBe('10:04 (Paris), 13:04 (Reunion)')
})

test('S67 a countdown counts whole seconds to the deadline, and stops at nought', () => {
  const now = Date.parse(TEN)
  expect(secondsUntil('2026-03-02T09:05:42Z', now)).toBe(102)
  expect(secondsUntil('2026-03-02T09:04:00.200Z', now)).toBe(1)
  expect(secondsUntil('2026-03-02T09:03:00Z', now)).toBe(0)
})

test('durations read 1:42, and 1:02:03 from an hour on', () => {
  expect(duration(102_000)).toBe('1:42')
  expect(duration(3_723_000)).toBe('1:02:03')
  expect(duration(-5)).toBe('0:00')
})

test('S67 a clock that is wrong here does not move the deadline', () => {
  const at = Date.now()
  noteServerTime(new Date(at + 90_000).toUTCString(), at)
  expect(serverNow() - Date.now()).toBeGreaterThan(88_000)
  noteServerTime(new Date(at).toUTCString(), at) // within what the header can tell: believed as it is
  expect(Math.abs(serverNow() - Date.now())).toBeLessThan(2_000)
})

test('how long something is, roughly', () => {
  const minute = 60_000
  expect(roughly(-1, 'en')).toBe('0 minutes')
  expect(roughly(59 * minute, 'en')).toBe('59 minutes')
  expect(roughly(119 * minute, 'en')).toBe('1 hour')
  expect(roughly(50 * 60 * minute, 'fr')).toBe('2\u00a0jours')
})
