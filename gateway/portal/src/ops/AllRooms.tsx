import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FoundRoom } from '../api/shapes'
import { useSettled } from '../sharing/directory'
import { Button } from '../ui/Button'
import { dayAndTime } from '../ui/days'
import { TextField } from '../ui/Field'
import { ProblemNote } from '../ui/ProblemNote'
import { CreateForDialog } from './CreateForDialog'
import { OpsTable, type ShownColumn } from './OpsTable'
import { SHORTEST_SEARCH, useFoundRooms } from './queries'
import { ReasonDialog } from './ReasonDialog'

/** « Toutes les salles »: whose owner left and nobody deletes them, for example. */
export function AllRooms() {
  const { t, i18n } = useTranslation()
  const [typed, setTyped] = useState('')
  const search = useSettled(typed.trim())
  const { data, error } = useFoundRooms(search)
  const [asked, setAsked] = useState<FoundRoom>()
  const [creating, setCreating] = useState(false)
  const columns: ShownColumn<FoundRoom>[] = [
    { id: 'name', title: t('ops.rooms.room'), text: ({ name }) => name },
    {
      id: 'establishment',
      title: t('ops.establishment'),
      text: ({ establishment }) => establishment?.name ?? establishment?.id ?? t('ops.none'),
    },
    { id: 'owner', title: t('ops.allRooms.owner'), text: ({ owner }) => owner.name },
    { id: 'status', title: t('ops.rooms.status'), text: ({ status }) => t(`status.${status}`) },
    {
      id: 'used',
      title: t('ops.allRooms.used'),
      text: ({ lastUsedAt }) =>
        lastUsedAt === null ? t('ops.allRooms.never') : dayAndTime(lastUsedAt, i18n.language),
      order: ({ lastUsedAt }) => (lastUsedAt === null ? 0 : Date.parse(lastUsedAt)),
    },
  ]
  return (
    <>
      <div>
        <Button tone="primary" icon="plus" onClick={() => setCreating(true)}>
          {t('ops.allRooms.create')}
        </Button>
      </div>
      <TextField
        id="recherche"
        label={t('ops.allRooms.search')}
        help={t('ops.allRooms.help')}
        value={typed}
        onChange={setTyped}
      />
      <ProblemNote error={error} />
      {search.length < SHORTEST_SEARCH ? (
        <p>{t('ops.allRooms.begin')}</p>
      ) : (
        <OpsTable
          caption={t('ops.allRooms.title')}
          columns={columns}
          rows={data}
          keyOf={({ id }) => id}
          sorting={{ column: 'used', down: true }}
          empty={t('ops.allRooms.empty')}
          file="salles"
          actions={(room) => (
            <Button
              size="small"
              aria-label={t('ops.rooms.deleteName', { name: room.name })}
              onClick={() => setAsked(room)}
            >
              {t('ops.rooms.delete')}
            </Button>
          )}
        />
      )}
      {creating && <CreateForDialog onClose={() => setCreating(false)} />}
      {asked && <ReasonDialog room={asked} what="delete" onClose={() => setAsked(undefined)} />}
    </>
  )
}
