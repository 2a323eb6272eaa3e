import { expect, test } from 'vitest'
import { nextStep, SPREAD, visits } from './door'

test('S32 while the room is not open one waits', () => {
  for (const status of ['CLOSED', 'OPENING', 'CLOSING'] as const) {
    expect(nextStep(status, true, false, 0.5)).toEqual({ do: 'wait' })
  }
})

test('S40 who comes by the link to an open room goes straight in', () => {
  expect(nextStep('OPEN', false, false, 0.9)).toEqual({ do: 'enter', after: 0 })
})

test('S32 those who waited enter by themselves, spread over five seconds', () => {
  expect(nextStep('OPEN', true, false, 0)).toEqual({ do: 'enter', after: 0 })
  expect(nextStep('OPEN', true, false, 0.5)).toEqual({ do: 'enter', after: SPREAD / 2 })
})

test('who has left the conference is not led into it again', () => {
  expect(visits.has('room')).toBe(false)
  visits.note('room')
  expect(nextStep('OPEN', false, visits.has('room'), 0.5)).toEqual({ do: 'offer' })
  visits.forget('room')
  expect(visits.has('room')).toBe(false)
})
