import { expect, test } from 'vitest'
import { aRoom, streaming } from '../testing/fixtures'
import { blank, differences, draftOf, faults, separated, settingsOf, type Draft } from './checks'

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
    streaming: null,
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
})
