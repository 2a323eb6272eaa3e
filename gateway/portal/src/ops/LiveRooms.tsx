import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { LiveRoom } from '../api/shapes'
import { useMe } from '../session/session'
import { Button } from '../ui/Button'
import { dayAndTime } from '../ui/days'
import { nameOf } from '../ui/person'
import { ProblemNote } from '../ui/ProblemNote'
import { OpsTable, type ShownColumn } from './OpsTable'
import { useLiveRooms, type Intervention } from './queries'
import { ReasonDialog } from './ReasonDialog'

/** « Réunions en cours »: who meets now, and how to end that. */
export function LiveRooms() {
  const { t, i18n } = useTranslation()
  const { data, error } = useLiveRooms()
  const me = useMe()
  const [asked, setAsked] = useState<{ room: LiveRoom; what: Intervention }>()
  const columns: ShownColumn<LiveRoom>[] = [
    { id: 'name', title: t('ops.rooms.room'), text: ({ name }) => name },
    {
      id: 'establishment',
      title: t('ops.establishment'),
      text: ({ establishment }) => establishment?.name ?? establishment?.id ?? t('ops.none'),
    },
    { id: 'status', title: t('ops.rooms.status'), text: ({ status }) => t(`status.${status}`) },
    {
      id: 'openedBy',
      title: t('ops.rooms.openedBy'),
      text: ({ openedBy }) => nameOf(openedBy, t),
    },
    {
      id: 'since',
      title: t('ops.rooms.since'),
      text: ({ since }) => dayAndTime(since, i18n.language),
      order: ({ since }) => Date.parse(since),
    },
    {
      id: 'people',
      title: t('ops.rooms.people'),
      text: ({ people, moderators }) =>
        t('room.ofWhom', {
          all: t('room.people', { count: people }),
          moderators: t('room.moderators', { count: moderators }),
        }),
      order: ({ people }) => people,
    },
    {
      id: 'stream',
      title: t('ops.rooms.stream'),
      text: ({ stream, streamHost }) =>
        stream
          ? [t(`ops.stream.${stream}`, stream), streamHost].filter(Boolean).join(' · ')
          : t('ops.none'),
    },
  ]
  return (
    <>
      <ProblemNote error={error} />
      <OpsTable
        caption={t('ops.rooms.title')}
        columns={columns}
        rows={data}
        keyOf={({ id }) => id}
        sorting={{ column: 'since', down: true }}
        empty={t('ops.rooms.empty')}
        file="reunions"
        actions={(room) => (
          <>
            <Button
              size="small"
              aria-label={t('ops.rooms.closeName', { name: room.name })}
              onClick={() => setAsked({ room, what: 'close' })}
            >
              {t('ops.rooms.close')}
            </Button>
            {room.stream && room.stream !== 'ENDED' && (
              <Button
                size="small"
                aria-label={t('ops.rooms.stopName', { name: room.name })}
                onClick={() => setAsked({ room, what: 'stream-stop' })}
              >
                {t('ops.rooms.stop')}
              </Button>
            )}
            {me?.admin && (
              <Button
                size="small"
                aria-label={t('ops.rooms.deleteName', { name: room.name })}
                onClick={() => setAsked({ room, what: 'delete' })}
              >
                {t('ops.rooms.delete')}
              </Button>
            )}
          </>
        )}
      />
      {asked && <ReasonDialog {...asked} onClose={() => setAsked(undefined)} />}
    </>
  )
}
