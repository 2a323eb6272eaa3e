import i18next from 'i18next'
import { expect, test } from 'vitest'
import { aRoom } from '../testing/fixtures'
import { whoEnters } from './entry'

const guests = { link: null, code: null }
const said = (differences: Parameters<typeof aRoom>[0]) =>
  whoEnters(aRoom(differences), i18next.t, 'fr').replaceAll('\u00a0', ' ')

test('D13 who may enter is one sentence', () => {
  expect(said({})).toBe(
    'Peuvent entrer : les membres de l’établissement Collège Jean Moulin et les personnes invitées.',
  )
  expect(said({ access: { policy: 'INVITED', groups: [] } })).toBe(
    'Peuvent entrer : les personnes invitées.',
  )
  expect(said({ access: { policy: 'SIGNED_IN', groups: [] } })).toContain('un compte sur la plateforme')
})

test('D13 groups are named, one or several', () => {
  const [third, fourth] = [{ id: '3b', name: '3B' }, { id: '4a', name: '4A' }] as const
  expect(said({ access: { policy: 'GROUPS', groups: [third] } })).toContain('du groupe 3B et les')
  expect(said({ access: { policy: 'GROUPS', groups: [third, fourth] } })).toContain(
    'des groupes 3B et 4A et les',
  )
})

test('S16 O1 it says who waits: everybody, the guests, or nobody', () => {
  expect(said({ waitingRoom: true })).toMatch(/ ; toutes attendent votre accord\.$/)
  expect(said({ guests: { ...guests, wait: true } })).toMatch(/ ; celles qui viennent sans compte/)
  expect(said({ guests: { ...guests, wait: false } })).toMatch(/ ; celles qui ont le lien public entrent/)
})
