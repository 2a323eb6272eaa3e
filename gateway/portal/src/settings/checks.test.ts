import { expect, test } from 'vitest'
import { anAccount, aRoom, SCHOOL, streaming } from '../testing/fixtures'
import { blank, differences, draftOf, faults, newDraft, separated, settingsOf, type Draft } from './checks'

const draft = (changes: Partial<Draft>): Draft => ({ ...blank, name: 'Maths', ...changes })
const streams = (url: string) => draft({ streams: true, url })

test.each(['', '   ', '\u00a0'])('S15 a blank name (%j) is refused', (name) => {
  expect(faults(draft({ name }), '', false)).toEqual({ name: 'settings.nameEmpty' })
})

test('S15 one character is a name, fifty are, fifty-one are not', () => {
  expect(faults(draft({ name: 'A' }), '', false)).toEqual({})
  expect(faults(draft({ name: 'é'.repeat(50) }), '', false)).toEqual({})
  expect(faults(draft({ name: 'é'.repeat(51) }), '', false).name).toBe('settings.nameLong')
})

test('S19 streaming wants both an address and a key', () => {
  expect(faults(streams(''), '', false)).toEqual({
    url: 'settings.urlWrong',
    key: 'settings.keyEmpty',
  })
  expect(faults(streams('rtmp://host/live'), ' ', false)).toEqual({ key: 'settings.keyEmpty' })
  expect(faults(streams('rtmp://host/live'), 'key', false)).toEqual({})
})

test('S19 a stored key need not be typed again', () => {
  expect(faults(streams('rtmp://host/live'), '', true)).toEqual({})
})

test.each([
  'rtmp://host:1935/live',
  'rtmps://host:1936/live',
  ' rtmp://tube.example.org:1935/live/ ',
  'RTMP://host/live',
])('S20 %j works as it is', (url) => {
  expect(faults(streams(url), 'key', false)).toEqual({})
})

test.each(['http://host/live', 'rtmp://', 'rtmp:///live', 'tube.example.org', 'rtmp://user:x@host'])(
  'S20 %j is no stream address',
  (url) => {
    expect(faults(streams(url), 'key', false)).toEqual({ url: 'settings.urlWrong' })
  },
)

test('S20 spaces around are removed', () => {
  const sent = settingsOf(streams(' rtmp://host/live '), ' key ')
  expect(sent).toMatchObject({ streaming: { url: 'rtmp://host/live', key: 'key' } })
})

test('S22 an untouched key is not sent, so that the stored one stays', () => {
  expect(settingsOf(streams('rtmp://host/live'), '').streaming?.key).toBeNull()
})

test('S17 S23 without streaming no target is sent, whatever was typed', () => {
  expect(settingsOf(draft({ url: 'rtmp://host/live', waitingRoom: true }), 'key')).toEqual({
    name: 'Maths',
    waitingRoom: true,
    establishment: null,
    access: { policy: 'SIGNED_IN', groups: [] },
    publicLink: false,
    streaming: null,
  })
})

const GROUP = { id: '3b', name: '3B' }

test('O6 a new room is of its maker’s school, and for its people', () => {
  expect(newDraft(anAccount)).toMatchObject({ establishment: SCHOOL.id, policy: 'ESTABLISHMENT' })
  expect(newDraft({ ...anAccount, establishments: [] })).toEqual(blank)
})

test('D13 groups are asked for where groups may enter, and sent there only', () => {
  const forGroups = draft({ policy: 'GROUPS' })
  expect(faults(forGroups, '', false)).toEqual({ groups: 'access.groupsEmpty' })
  const chosen = { ...forGroups, groups: [GROUP] }
  expect(faults(chosen, '', false)).toEqual({})
  expect(settingsOf(chosen, '').access).toEqual({ policy: 'GROUPS', groups: ['3b'] })
  expect(settingsOf({ ...chosen, policy: 'INVITED' }, '').access?.groups).toEqual([])
})

test.each(['abc', 'x'.repeat(21), 'ab cd', 'ab-cd'])('O1 %j is no access code', (accessCode) => {
  expect(faults(draft({ publicLink: true, accessCode }), '', false)).toEqual({
    accessCode: 'access.codeWrong',
  })
})

test('O1 an access code is of 4 to 20 letters or digits, or none', () => {
  for (const accessCode of ['', '1234', 'Été2026', 'x'.repeat(20)]) {
    expect(faults(draft({ publicLink: true, accessCode }), '', false)).toEqual({})
  }
})

test('O1 without a public link its code is left as it is', () => {
  const off = settingsOf(draft({ publicLink: false, accessCode: '1234' }), '')
  expect(off).not.toHaveProperty('accessCode')
  expect(settingsOf(draft({ publicLink: true, accessCode: ' 1234 ' }), '')).toMatchObject({
    publicLink: true,
    guestsWait: true,
    accessCode: '1234',
  })
})

test('a key pasted behind the address is recognised', () => {
  const pasted = 'rtmp://host:1935/live/0a1b2c3d-4e5f-6789-abcd-ef0123456789'
  expect(separated(pasted)).toEqual({
    url: 'rtmp://host:1935/live',
    key: '0a1b2c3d-4e5f-6789-abcd-ef0123456789',
  })
  expect(separated('rtmp://host:1935/live')).toBeUndefined()
})

test('S24 a conflict shows what differs and nothing else', () => {
  const theirs = draftOf(aRoom({ name: 'Maths 3C', streaming }))
  const mine = { ...theirs, name: 'Maths 3D' }
  expect(differences(mine, theirs)).toEqual(['name'])
  const groups = [GROUP, { id: '4a', name: '4A' }]
  expect(differences({ ...mine, groups }, { ...mine, groups: groups.toReversed() })).toEqual([])
  expect(differences({ ...mine, groups }, { ...mine, groups: [GROUP] })).toEqual(['groups'])
})
