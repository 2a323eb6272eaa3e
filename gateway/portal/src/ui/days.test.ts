import { expect, test } from 'vitest'
import { weekday } from './days'

test('S32 a day of the week is told with its year only where that is another one', () => {
  const now = Date.parse('2026-11-26T10:00:00Z')
  expect(weekday('2026-12-01T13:00:00Z', 'fr', now)).toBe('mardi 1er décembre')
  expect(weekday('2026-12-11T13:00:00Z', 'fr', now)).toBe('vendredi 11 décembre')
  expect(weekday('2026-12-31T23:30:00Z', 'fr', now)).toBe('vendredi 1er janvier 2027')
  expect(weekday('2026-12-01T13:00:00Z', 'en', now)).toBe('Tuesday 1 December')
})
