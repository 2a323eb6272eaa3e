import { expect, test } from 'vitest'
import type { Found } from './directory'
import { atMost, differences, roleThrough, signature, withFound, type Row } from './shares'

function aRow(id: string, differences: Partial<Row> = {}): Row {
  return {
    kind: 'PERSON',
    id,
    role: 'MODERATOR',
    name: id,
    about: '',
    size: null,
    pupils: 0,
    left: false,
    through: null,
    ...differences,
  }
}

function found(id: string, differences: Partial<Found> = {}): Found {
  return {
    kind: 'PERSON',
    id,
    name: id,
    about: '',
    profile: null,
    size: 1,
    pupils: 0,
    left: false,
    ...differences,
  }
}

test('O14 a favourite puts in whom is not there yet; who is there keeps his role', () => {
  const rows = [aRow('bruno', { role: 'MANAGER' })]
  const after = withFound(
    rows,
    [found('bruno'), found('zoe'), found('3b', { kind: 'GROUP' })],
    'ada',
  )
  expect(after.map(({ id, kind, role }) => [id, kind, role])).toEqual([
    ['bruno', 'PERSON', 'MANAGER'],
    ['zoe', 'PERSON', 'MODERATOR'],
    ['3b', 'GROUP', 'MODERATOR'],
  ])
})

test('S49 neither the owner nor somebody who left is put in', () => {
  expect(withFound([], [found('ada'), found('old', { left: true })], 'ada')).toEqual([])
})

test('S50 two lists are compared person by person: other role, only here, only there', () => {
  const mine = [aRow('bruno'), aRow('chloe', { role: 'MANAGER' }), aRow('same')]
  const theirs = [aRow('chloe'), aRow('same'), aRow('zoe')]
  expect(differences(mine, theirs).map(({ name, mine, theirs }) => [name, mine, theirs])).toEqual([
    ['bruno', 'MODERATOR', null],
    ['chloe', 'MANAGER', 'MODERATOR'],
    ['zoe', null, 'MODERATOR'],
  ])
})

test('a list is changed by another role or another person, not by another order', () => {
  const [one, other] = [aRow('bruno'), aRow('zoe')]
  expect(signature([one, other])).toBe(signature([other, one]))
  expect(signature([one])).not.toBe(signature([{ ...one, role: 'MANAGER' }]))
})

test('S45 the role given by a group is told by the group’s row', () => {
  const bruno = aRow('bruno', { through: 'Équipe 3B' })
  const group = aRow('g', { kind: 'GROUP', name: 'Équipe 3B', role: 'MANAGER', size: 5 })
  expect(roleThrough(bruno, [bruno, group])).toBe('MANAGER')
  expect(roleThrough(bruno, [bruno])).toBeUndefined()
  expect(atMost([bruno, group])).toBe(7)
})
