import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import type { RoomView } from '../api/shapes'
import { useMe } from '../session/session'
import { Button } from '../ui/Button'
import { Icon } from '../ui/icons'
import { RoomItem } from './RoomItem'
import css from './RoomList.module.css'
import { filters, inOrder, matching, type Filter } from './rooms'

const SEARCH_FROM = 8

export function RoomList({ rooms, selected }: { rooms: RoomView[]; selected: string | undefined }) {
  const { t, i18n } = useTranslation()
  const [filter, setFilter] = useState<Filter>('ALL')
  const [search, setSearch] = useState('')
  if (rooms.length === 0) return <NoRooms />
  const shown = inOrder(matching(rooms, filter, search), i18n.language)
  return (
    <>
      <div className={css.tools} role="search">
        {rooms.length >= SEARCH_FROM && <Search value={search} onChange={setSearch} />}
        <div className={css.filters} role="group" aria-label={t('rooms.filters')}>
          {filters.map((each) => (
            <button
              key={each}
              type="button"
              className={css.filter}
              aria-pressed={filter === each}
              onClick={() => setFilter(each)}
            >
              {t(`filter.${each}`)}
            </button>
          ))}
        </div>
      </div>
      <p className="hidden" role="status">
        {filter !== 'ALL' || search ? t('rooms.matches', { count: shown.length }) : ''}
      </p>
      {shown.length > 0 ? (
        <ul className={css.list}>
          {shown.map((room) => (
            <RoomItem key={room.id} room={room} selected={room.id === selected} />
          ))}
        </ul>
      ) : (
        <div className={css.nothing}>
          <p>{search ? t('rooms.noMatch', { search }) : t(`rooms.none.${filter}`)}</p>
          <Button
            onClick={() => {
              setSearch('')
              setFilter('ALL')
            }}
          >
            {search ? t('rooms.clearSearch') : t('rooms.showAll')}
          </Button>
        </div>
      )}
    </>
  )
}

function Search({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  const { t } = useTranslation()
  return (
    <div className={css.search}>
      <label htmlFor="recherche">{t('rooms.search')}</label>
      <div className={css.field}>
        <Icon name="search" />
        <input
          id="recherche"
          type="search"
          autoComplete="off"
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      </div>
    </div>
  )
}

function NoRooms() {
  const { t } = useTranslation()
  const mayCreate = useMe()?.mayCreate
  const [, setParams] = useSearchParams()
  if (mayCreate === undefined) return null
  return (
    <div className={css.empty}>
      <Icon name="door" />
      {mayCreate ? (
        <>
          <h2>{t('rooms.empty')}</h2>
          <p>{t('rooms.emptyText')}</p>
          <Button tone="primary" icon="plus" onClick={() => setParams({ action: 'creer' })}>
            {t('rooms.create')}
          </Button>
        </>
      ) : (
        <>
          <h2>{t('rooms.emptyShared')}</h2>
          <p>{t('rooms.emptySharedText')}</p>
        </>
      )}
    </div>
  )
}

/** The list's shape while it is on its way; shown only if that takes long enough to be noticed. */
export function RoomListSkeleton() {
  return (
    <ul className={css.skeleton} aria-hidden="true">
      {[1, 2, 3, 4].map((row) => (
        <li key={row} />
      ))}
    </ul>
  )
}
