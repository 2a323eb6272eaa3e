import { expect, test } from 'vitest'
import { anOpenRoom, aRoom, aStream } from '../testing/fixtures'
import { inOrder, matching, mayManage, withAll, withRoom } from './rooms'

const names = (rooms: { name: string }[]) => rooms.map(({ name }) => name)

test('S13 S25 a newer version of a room replaces the known one', () => {
  const rooms = withRoom([aRoom({ version: 3 })], aRoom({ version: 4, name: 'Maths 3C' }))
  expect(names(rooms)).toEqual(['Maths 3C'])
})

test('S13 what comes late, or twice, changes nothing', () => {
  const known = aRoom({ version: 4, status: 'CLOSING' })
  for (const version of [3, 4]) {
    expect(withRoom([known], aRoom({ version, status: 'OPEN' }))).toEqual([known])
  }
})

test('S6 a room not known yet is added', () => {
  expect(withRoom([aRoom()], aRoom({ id: 'other' }))).toHaveLength(2)
})

test('S13 a list that was on its way does not undo what was heard meanwhile', () => {
  const heard = aRoom({ id: 'a', version: 9, name: 'Newer' })
  const list = withAll([heard, aRoom({ id: 'gone' })], [
    aRoom({ id: 'a', version: 8, name: 'Older' }),
    aRoom({ id: 'b', name: 'Other' }),
  ])
  expect(names(list)).toEqual(['Newer', 'Other'])
})

test('S1 open rooms come first, then the last used, then by name', () => {
  const rooms = [
    aRoom({ name: 'Éco' }),
    aRoom({ name: 'Salle 10' }),
    aRoom({ name: 'Salle 9' }),
    aRoom({ name: 'Used', lastUsedAt: '2026-03-01T10:00:00Z' }),
    anOpenRoom({ name: 'Zoologie' }),
  ]
  expect(names(inOrder(rooms, 'fr'))).toEqual(['Zoologie', 'Used', 'Éco', 'Salle 9', 'Salle 10'])
})

test('a search minds neither accents nor capitals, and takes words in any order', () => {
  const rooms = [aRoom({ name: 'Éco-gestion Terminale' }), aRoom({ name: 'Maths' })]
  expect(names(matching(rooms, 'ALL', 'terminale eco'))).toEqual(['Éco-gestion Terminale'])
})

test('filters show open rooms, shared ones and those that are live', () => {
  const open = anOpenRoom({ name: 'Open', stream: aStream({ state: 'PAUSED' }) })
  const shared = aRoom({ name: 'Shared', role: 'MODERATOR' })
  const live = anOpenRoom({ name: 'Live', stream: aStream() })
  const rooms = [open, shared, live]
  expect(names(matching(rooms, 'OPEN', ''))).toEqual(['Open', 'Live'])
  expect(names(matching(rooms, 'SHARED', ''))).toEqual(['Shared'])
  expect(names(matching(rooms, 'LIVE', ''))).toEqual(['Live'])
})

test('S47 only owner and Gestionnaire manage a room', () => {
  expect(mayManage(aRoom({ role: 'OWNER' }))).toBe(true)
  expect(mayManage(aRoom({ role: 'MANAGER' }))).toBe(true)
  expect(mayManage(aRoom({ role: 'MODERATOR' }))).toBe(false)
})
