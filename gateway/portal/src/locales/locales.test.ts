import { expect, test } from 'vitest'
import en from './en.json'
import fr from './fr.json'

/** `a.b.c` → text, plural endings included. */
function flat(words: object, before = ''): [string, string][] {
  return Object.entries(words).flatMap(([name, value]: [string, unknown]) =>
    typeof value === 'object' && value !== null
      ? flat(value, `${before}${name}.`)
      : [[before + name, String(value)] as [string, string]],
  )
}

const sources: string = Object.values(
  import.meta.glob<string>(['../**/*.{ts,tsx}', '!../**/*.test.*'], {
    query: '?raw',
    import: 'default',
    eager: true,
  }),
).join('\n')

const french = new Map(flat(fr))
const english = new Map(flat(en))
const plain = (key: string) => key.replace(/_(zero|one|other)$/, '')

test('French and English say the same things', () => {
  expect([...english.keys()]).toEqual([...french.keys()])
})

test('both speak of the same parameters', () => {
  const parameters = (text = '') => new Set([...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name))
  for (const [key, text] of french) {
    if (!/_(zero|one)$/.test(key)) expect(parameters(english.get(key)), key).toEqual(parameters(text))
  }
})

/** What the code asks for: whole keys, and the beginnings of those it puts together. */
const literals = new Set([...sources.matchAll(/['"`]([a-z]\w*(?:\.\w+)+)['"`]/g)].map(([, key]) => key!))
const beginnings = [...sources.matchAll(/`([a-z]\w*(?:\.\w+)*\.)\$\{/g)].map(([, start]) => start!)

test('no text is unused', () => {
  const unused = [...french.keys()].filter(
    (key) =>
      !literals.has(plain(key)) &&
      !beginnings.some((start) => key.startsWith(start)) &&
      !(key.endsWith('By') && literals.has(key.slice(0, -2))), // stream.ended, stream.endedBy
  )
  expect(unused).toEqual([])
})

test('no text is missing', () => {
  const known = new Set([...french.keys()].map(plain))
  const groups = new Set([...known].map((key) => key.split('.')[0]))
  const missing = [...literals].filter(
    (key) => groups.has(key.split('.')[0]) && !known.has(key) && !key.endsWith('.length'),
  )
  expect(missing).toEqual([])
})

test('French has its no-break spaces', () => {
  for (const [key, text] of french) {
    expect(text, key).not.toMatch(/ [:;!?»%]|« | »/)
    expect(text, key).not.toMatch(/'/)
  }
})
