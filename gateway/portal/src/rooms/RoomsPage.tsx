import { useQuery, useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, Navigate, useLocation, useNavigate, useParams } from 'react-router'
import type { RoomView } from '../api/shapes'
import { Problem } from '../api/problem'
import type { CameBack } from '../door/door'
import { useRoomNews } from '../live/useRoomNews'
import { useMe } from '../session/session'
import { ConnectionBanner } from '../shell/ConnectionBanner'
import { ErrorPage, NoSuchRoomPage, NotAllowedPage } from '../shell/ErrorPage'
import { useTitle } from '../shell/useTitle'
import { StopWarnings } from '../stream/StopWarnings'
import { Button } from '../ui/Button'
import { Icon } from '../ui/icons'
import { announce } from '../ui/news'
import { Note } from '../ui/Note'
import { roomsQuery, useRoomsAgain } from './queries'
import { RoomList, RoomListSkeleton } from './RoomList'
import { RoomPanel } from './RoomPanel'
import css from './RoomsPage.module.css'
import { useAction } from './useAction'

const CreateDialog = lazy(() => import('../settings/CreateDialog'))

/** « Mes salles »: the list, and beside it the room chosen by the address. */
export default function RoomsPage() {
  const { t } = useTranslation()
  const { id } = useParams()
  const { action, ask } = useAction()
  const me = useMe()
  useRoomNews()
  const { every, silent } = useRoomsAgain()
  const { data, error, refetch } = useQuery({
    ...roomsQuery(useQueryClient()),
    refetchInterval: every,
  })
  useEffect(() => {
    if (silent) void refetch()
  }, [silent, refetch])
  const room = data?.find((each) => each.id === id)
  useTitle(...(room ? [t(`status.${room.status}`), room.name] : [t('rooms.title')]))
  const [shown, setShown] = useState<string>()
  if (room !== undefined && shown !== room.id) setShown(room.id)
  useAnnouncements(data, id)
  useComingBack(id)
  if (data === undefined && error) {
    return error instanceof Problem && error.status === 403 ? (
      <NotAllowedPage />
    ) : (
      <ErrorPage error={error} onRetry={() => void refetch()} />
    )
  }
  if (data !== undefined && id !== undefined && room === undefined) {
    return shown === id ? <NoSuchRoomPage key={id} room={id} /> : <ToTheDoor room={id} />
  }
  return (
    <>
      <div className={`${css.head} ${room ? css.behind : ''}`}>
        <h1>{t('rooms.title')}</h1>
        {me?.mayCreate && (
          <Button tone="primary" icon="plus" onClick={() => ask('creer')}>
            {t('rooms.create')}
          </Button>
        )}
      </div>
      <div className={css.banners}>
        <ConnectionBanner />
        <RightLost />
        {data && <StopWarnings rooms={data} except={id} />}
      </div>
      <div className={`${css.columns} ${data?.length ? '' : css.single}`}>
        <section
          className={`${css.list} ${room ? css.behind : ''}`}
          aria-label={t('rooms.list')}
          aria-busy={data === undefined}
        >
          {data === undefined ? <RoomListSkeleton /> : <RoomList rooms={data} selected={id} />}
        </section>
        {room ? <Beside key={room.id} room={room} /> : data?.length ? <NothingChosen /> : null}
      </div>
      {action === 'creer' && me?.mayCreate && (
        <Suspense>
          <CreateDialog />
        </Suspense>
      )}
    </>
  )
}

/**
 * Who leaves a conference is sent to the room's address, whoever they are, and whoever is not lent the room
 * stands at its door then. Not who was looking at it until it was taken away.
 */
function ToTheDoor({ room }: { room: string }) {
  const { search } = useLocation()
  const back: CameBack = { left: true }
  return <Navigate to={{ pathname: `/salles/${room}/rejoindre`, search }} state={back} replace />
}

function Beside({ room }: { room: RoomView }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const from: Arrival = { from: room.id }
  return (
    <section
      className={css.panel}
      aria-labelledby="salle"
      onKeyDown={(event) => {
        const here = event.currentTarget.contains(event.target as Node) // not in a dialog over it
        if (event.key === 'Escape' && here && isNarrow()) void navigate('/salles', { state: from })
      }}
    >
      <Link className={css.back} to="/salles" state={from}>
        <Icon name="back" />
        {t('rooms.back')}
      </Link>
      <RoomPanel room={room} />
    </section>
  )
}

/** Where panel and list are pages of their own. */
function isNarrow(): boolean {
  return matchMedia('(max-width: 59.99rem)').matches
}

interface Arrival {
  /** The room whose panel one comes back from. */
  from?: string
  /** The name of the room whose opening was refused, because one moderates it no more. */
  rightLost?: string
}

/** Back in the list, focus is on the link one had followed. */
function useComingBack(chosen: string | undefined) {
  const state = useLocation().state as Arrival | null
  useEffect(() => {
    if (chosen === undefined && state?.from) document.getElementById(`salle-${state.from}`)?.focus()
  }, [chosen, state])
}

/** Why one is back in the list. */
function RightLost() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { rightLost } = (useLocation().state as Arrival | null) ?? {}
  if (rightLost === undefined) return null
  return (
    <Note tone="red">
      <p role="alert">
        <strong>{rightLost}</strong>
        <br />
        {t('opening.rightLost')}
      </p>
      <div>
        <Button size="small" onClick={() => void navigate('/salles', { replace: true })}>
          {t('common.dismiss')}
        </Button>
      </div>
    </Note>
  )
}

function NothingChosen() {
  const { t } = useTranslation()
  return (
    <div className={css.nothing}>
      <Icon name="door" />
      <p>{t('rooms.choose')}</p>
    </div>
  )
}

/**
 * Reads out what changes by itself: rooms that open, any change of the chosen one, and who comes to its
 * door. How its stream stands is read out by the stream's panel.
 */
function useAnnouncements(rooms: RoomView[] | undefined, chosen: string | undefined) {
  const { t } = useTranslation()
  const before = useRef<Map<string, RoomView>>(undefined)
  useEffect(() => {
    if (rooms === undefined) return
    for (const { id, name, status, waiting } of rooms) {
      const was = before.current?.get(id)
      if (was === undefined) continue
      if (was.status !== status && (status === 'OPEN' || id === chosen)) {
        announce(t(`announce.${status}`, { name }))
      }
      if (was.waiting === 0 && waiting > 0 && id === chosen) {
        announce(t('announce.waiting', { count: waiting, name }), 'door')
      }
    }
    before.current = new Map(rooms.map((room) => [room.id, room]))
  }, [rooms, chosen, t])
}
