import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../ui/Button'
import { Icon } from '../ui/icons'
import css from './Ops.module.css'
import { csvOf, filtered, sorted, type Column, type Sorting } from './table'

export interface ShownColumn<R> extends Column<R> {
  /** The cell, where it is more than its words. */
  cell?: (row: R) => ReactNode
}

/** Rows that are chosen, to do the same with all of them. */
export interface Choosing<R> {
  chosen: ReadonlySet<string>
  /** What the box of a row is called. */
  nameOf: (row: R) => string
  /** How many may be chosen. */
  most: number
  onChange: (chosen: ReadonlySet<string>) => void
}

/** A table that is sorted by its headers, filtered by words and exported as it is shown. */
export function OpsTable<R>(props: {
  /** Of what scrolls, to send the focus there when the row that had it is gone. */
  id?: string
  caption: string
  columns: ShownColumn<R>[]
  rows: readonly R[] | undefined
  keyOf: (row: R) => string
  /** How it is sorted at first. */
  sorting: Sorting
  /** What is said where there is nothing. */
  empty: string
  /** The exported file's name, without its ending. */
  file?: string
  /** What may be done with a row. */
  actions?: (row: R) => ReactNode
  choosing?: Choosing<R>
}) {
  const { t, i18n } = useTranslation()
  const { caption, columns, rows, actions, choosing } = props
  const [filter, setFilter] = useState('')
  const [sorting, setSorting] = useState(props.sorting)
  const shown = sorted(filtered(rows ?? [], columns, filter), columns, sorting, i18n.language)
  return (
    <>
      <div className={css.tools}>
        <label className={css.filter}>
          <span>{t('ops.filter')}</span>
          <input type="search" value={filter} onChange={(event) => setFilter(event.target.value)} />
        </label>
        {props.file && (
          <Button icon="download" onClick={() => save(`${props.file}.csv`, csvOf(shown, columns))}>
            {t('ops.export')}
          </Button>
        )}
      </div>
      <p role="status" className={css.count}>
        {rows && t('ops.lines', { count: shown.length })}
      </p>
      <div
        id={props.id}
        className={css.scroll}
        tabIndex={0}
        role="region"
        aria-label={caption}
        aria-busy={rows === undefined}
      >
        <table className={css.table}>
          <caption className="hidden">{caption}</caption>
          <thead>
            <tr>
              {choosing && (
                <td>
                  <ChooseAll
                    {...choosing}
                    keys={shown.slice(0, choosing.most).map((row) => props.keyOf(row))}
                  />
                </td>
              )}
              {columns.map(({ id, title }) => (
                <th key={id} scope="col" aria-sort={ariaSort(id, sorting)}>
                  <button
                    type="button"
                    onClick={() =>
                      setSorting({ column: id, down: sorting.column === id && !sorting.down })
                    }
                  >
                    {title}
                    <Icon
                      name={sorting.column === id ? (sorting.down ? 'down' : 'up') : 'sorted'}
                    />
                  </button>
                </th>
              ))}
              {actions && <th scope="col">{t('ops.actions')}</th>}
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <tr key={props.keyOf(row)}>
                {choosing && (
                  <td>
                    <Box
                      label={choosing.nameOf(row)}
                      checked={choosing.chosen.has(props.keyOf(row))}
                      onChange={(checked) =>
                        choosing.onChange(changed(choosing.chosen, [props.keyOf(row)], checked))
                      }
                    />
                  </td>
                )}
                {columns.map(({ id, text, cell }, index) =>
                  index === 0 ? (
                    <th key={id} scope="row">
                      {cell ? cell(row) : text(row)}
                    </th>
                  ) : (
                    <td key={id}>{cell ? cell(row) : text(row)}</td>
                  ),
                )}
                {actions && (
                  <td>
                    <div className={css.actions}>{actions(row)}</div>
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
        {rows?.length === 0 && <p className={css.empty}>{props.empty}</p>}
        {rows !== undefined && rows.length > 0 && shown.length === 0 && (
          <p className={css.empty}>{t('ops.noMatch')}</p>
        )}
        {rows === undefined && <p className={css.empty}>{t('common.loading')}</p>}
      </div>
    </>
  )
}

function ChooseAll<R>(props: Choosing<R> & { keys: string[] }) {
  const { t } = useTranslation()
  const { keys, chosen, onChange } = props
  return (
    <Box
      label={t('ops.chooseAll', { most: props.most })}
      checked={keys.length > 0 && keys.every((key) => chosen.has(key))}
      onChange={(checked) => onChange(changed(chosen, keys, checked))}
    />
  )
}

function Box(props: { label: string; checked: boolean; onChange: (checked: boolean) => void }) {
  return (
    <label className={css.box}>
      <input
        type="checkbox"
        checked={props.checked}
        onChange={(event) => props.onChange(event.target.checked)}
      />
      <span className="hidden">{props.label}</span>
    </label>
  )
}

function changed(chosen: ReadonlySet<string>, keys: string[], checked: boolean) {
  const next = new Set(chosen)
  keys.forEach((key) => (checked ? next.add(key) : next.delete(key)))
  return next
}

function ariaSort(column: string, sorting: Sorting): 'ascending' | 'descending' | undefined {
  if (sorting.column !== column) return undefined
  return sorting.down ? 'descending' : 'ascending'
}

function save(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  URL.revokeObjectURL(address)
}
