import { expect, test } from 'vitest'
import { aGuestDoor } from '../testing/fixtures'
import { entryOf, faults, stillAnswers } from './card'

const card = { name: 'Zoé Martin', code: '', consent: false }

test.each(['', ' a ', 'x'.repeat(61)])('O1 %j is no name to be announced by', (name) => {
  expect(faults({ ...card, name }, aGuestDoor())).toEqual({ name: 'guest.nameWrong' })
})

test('O1 code and consent are asked for where the door asks for them', () => {
  expect(faults(card, aGuestDoor())).toEqual({})
  expect(faults(card, aGuestDoor({ codeNeeded: true, streamed: true }))).toEqual({
    code: 'guest.codeEmpty',
    consent: 'guest.consentNeeded',
  })
})

test('O1 nothing is told that is not asked for', () => {
  expect(entryOf({ ...card, code: '1234', consent: true }, aGuestDoor())).toEqual({ name: 'Zoé Martin' })
})

test('O1 a door that comes to ask for more is to be answered again', () => {
  const entry = entryOf(card, aGuestDoor())
  expect(stillAnswers(entry, aGuestDoor())).toBe(true)
  expect(stillAnswers(entry, aGuestDoor({ streamed: true }))).toBe(false)
  expect(stillAnswers(entry, aGuestDoor({ codeNeeded: true }))).toBe(false)
})
