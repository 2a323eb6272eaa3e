/** A column of a table: its words, what it is sorted by, and what is filtered and exported. */
export interface Column<R> {
  id: string
  title: string
  /** The cell in words. */
  text: (row: R) => string
  /** What to sort by, where that is not the words. */
  order?: (row: R) => number | string
}

export interface Sorting {
  column: string
  down: boolean
}

export function sorted<R>(
  rows: readonly R[],
  columns: readonly Column<R>[],
  { column, down }: Sorting,
  language: string,
): R[] {
  const by = columns.find(({ id }) => id === column)
  if (by === undefined) return [...rows]
  const value = by.order ?? by.text
  const collator = new Intl.Collator(language, { numeric: true })
  const compared = (a: R, b: R) => {
    const [one, other] = [value(a), value(b)]
    return typeof one === 'number' && typeof other === 'number'
      ? one - other
      : collator.compare(String(one), String(other))
  }
  return [...rows].sort((a, b) => (down ? compared(b, a) : compared(a, b)))
}

/** The rows that have each of these words somewhere; accents and capitals do not matter. */
export function filtered<R>(
  rows: readonly R[],
  columns: readonly Column<R>[],
  filter: string,
): R[] {
  const words = plain(filter).split(/\s+/).filter(Boolean)
  if (words.length === 0) return [...rows]
  return rows.filter((row) => {
    const all = plain(columns.map(({ text }) => text(row)).join(' '))
    return words.every((word) => all.includes(word))
  })
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}

/** The table as spreadsheets read it: a byte order mark for the accents, no cell that is a formula. */
export function csvOf<R>(rows: readonly R[], columns: readonly Column<R>[]): string {
  const lines = [
    columns.map(({ title }) => title),
    ...rows.map((row) => columns.map(({ text }) => text(row))),
  ]
  return `\uFEFF${lines.map((cells) => cells.map(quoted).join(';')).join('\r\n')}\r\n`
}

function quoted(cell: string): string {
  const harmless = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell
  return `"${harmless.replaceAll('"', '""')}"`
}
