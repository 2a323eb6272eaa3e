import { expect, test } from 'vitest'
import { csvOf, filtered, sorted, type Column } from './table'

interface Row {
  name: string
  people: number
}

const rows: Row[] = [
  { name: 'Salle 10', people: 9 },
  { name: 'Éco', people: 23 },
  { name: 'Salle 9', people: 100 },
]
const columns: Column<Row>[] = [
  { id: 'name', title: 'Salle', text: ({ name }) => name },
  {
    id: 'people',
    title: 'Personnes',
    text: ({ people }) => `${people} personnes`,
    order: ({ people }) => people,
  },
]
const names = (found: Row[]) => found.map(({ name }) => name)

test('O3 tables are sorted by what a column means: numbers by size, words as they are read', () => {
  expect(names(sorted(rows, columns, { column: 'people', down: true }, 'fr'))).toEqual([
    'Salle 9',
    'Éco',
    'Salle 10',
  ])
  expect(names(sorted(rows, columns, { column: 'name', down: false }, 'fr'))).toEqual([
    'Éco',
    'Salle 9',
    'Salle 10',
  ])
})

test('O3 what is filtered has all the words, whatever their accents', () => {
  expect(names(filtered(rows, columns, 'eco'))).toEqual(['Éco'])
  expect(names(filtered(rows, columns, 'salle 100'))).toEqual(['Salle 9'])
  expect(names(filtered(rows, columns, ' '))).toHaveLength(3)
})

test('O31 what is exported opens in a spreadsheet, and no cell acts there', () => {
  const csv = csvOf([{ name: '=HYPERLINK("x")', people: 1 }], columns)
  expect(csv).toBe('\uFEFF"Salle";"Personnes"\r\n"\'=HYPERLINK(""x"")";"1 personnes"\r\n')
})
