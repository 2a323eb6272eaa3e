import i18next from 'i18next'
import { expect, test } from 'vitest'
import { startSpeaking } from '../i18n'
import { ADA, anOpenRoom, aRoom, aStream, streaming, TEN } from '../testing/fixtures'
import { opened } from '../rooms/stateWords'
import { sightOf } from '../stream/wording'
import { nameOf } from './person'

const erased = { id: 'erased', name: 'erased' }

test('P30 who was erased is called that, in both languages', async () => {
  expect(nameOf(erased, i18next.t)).toBe('compte effacé')
  await startSpeaking('en')
  expect(nameOf(erased, i18next.t)).toBe('erased account')
  expect(nameOf(ADA, i18next.t)).toBe('Ada Diallo')
})

test('P30 so is who opened a room, and who paused its stream', () => {
  const opening = { id: 'o', by: erased, requestedAt: TEN, openedAt: TEN, people: 1, moderators: 1 }
  expect(opened(anOpenRoom({ opening }), i18next.t, 'fr')).toMatch(/^Ouverte par compte effacé à 10:04/)
  const room = aRoom({ status: 'OPEN', streaming, stream: aStream({ state: 'PAUSED', by: erased }) })
  const { line } = sightOf(room, { time: () => '10:04', secondsUntil: () => 0 })
  expect(line.params?.name).toEqual({ key: 'person.erased' })
})
