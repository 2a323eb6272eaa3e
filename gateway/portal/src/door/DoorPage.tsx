import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation, useParams } from 'react-router'
import { AskAccess } from '../access/AskAccess'
import { answer, api } from '../api/client'
import { Problem } from '../api/problem'
import type { DoorView } from '../api/shapes'
import { listen } from '../live/shared'
import { enter } from '../rooms/conferenceTabs'
import { admitted } from '../rooms/entry'
import { JoinForm } from '../rooms/JoinForm'
import { ErrorPage } from '../shell/ErrorPage'
import { useTitle } from '../shell/useTitle'
import { Button, buttonClass } from '../ui/Button'
import { weekday } from '../ui/days'
import { Icon } from '../ui/icons'
import { announce } from '../ui/news'
import { Note } from '../ui/Note'
import { ProblemNote } from '../ui/ProblemNote'
import { timeOfDay } from '../ui/time'
import { useChime } from './chime'
import { nextStep, visits, type Awaited, type CameBack } from './door'
import { useFull } from './full'
import { isDeaf, latest, pollAgainIn, useTiring } from './patience'
import { SoundToggle } from './SoundToggle'
import { Waiting } from './Waiting'
import css from './DoorPage.module.css'

/** Where the room's link leads: into the conference, or to wait for it. */
export default function DoorPage() {
  const { id = '' } = useParams()
  const [tired, rest] = useTiring()
  const door = useDoor(id, !tired)
  if (door.data && !isTakenAway(door.error)) {
    return (
      <Door
        key={id}
        door={door.data}
        error={door.error}
        tired={tired}
        onRefresh={() => {
          rest()
          void door.refetch()
        }}
      />
    )
  }
  return door.error ? (
    <ErrorPage key={id} error={door.error} room={id} onRetry={() => void door.refetch()} />
  ) : null
}

/** It was deleted, or one may not even know of it any more: whatever was known of it promises too much. */
function isTakenAway(error: Error | null): boolean {
  return error instanceof Problem && [403, 404].includes(error.status)
}

/** Push and a slow question together: school proxies that hold back push only make it slower. */
function useDoor(id: string, watching: boolean) {
  // once: another pause at each rendering would begin the pause anew, and never end it
  const [every] = useState(() => pollAgainIn(Math.random()))
  const client = useQueryClient()
  const heard = useRef(Date.now())
  useEffect(() => {
    if (!watching) return
    return listen(`/api/v1/events?door=${encodeURIComponent(id)}`, (news) => {
      heard.current = Date.now()
      if (news.type === 'door' && 'id' in news.door && news.door.id === id) {
        const { door } = news
        client.setQueryData<DoorView>(['door', id], (known) => latest(known, door))
      }
      if (news.type === 'reset' || (news.type === 'gone' && news.id === id))
        void client.invalidateQueries({ queryKey: ['door', id] })
    })
  }, [client, id, watching])
  return useQuery({
    queryKey: ['door', id],
    queryFn: async ({ signal }) => {
      // whom push reaches is counted by that
      const query = isDeaf(heard.current) ? { waiting: true } : {}
      const told = api.GET('/api/v1/rooms/{id}/door', { params: { path: { id }, query }, signal })
      return latest(client.getQueryData<DoorView>(['door', id]), await answer(told))
    },
    refetchInterval: watching && every,
    refetchIntervalInBackground: true,
    staleTime: 0,
  })
}

interface DoorProps {
  door: DoorView
  error: Error | null
  tired: boolean
  onRefresh: () => void
}

function Door(props: DoorProps) {
  return props.door.mayEnter ? <OpenToMe {...props} /> : <NotForMe door={props.door} />
}

/** The room is somebody else's business; who knows its address may know whom to ask. */
function NotForMe({ door }: { door: DoorView }) {
  const { t, i18n } = useTranslation()
  useTitle(t('door.refused'), door.name)
  return (
    <div className={css.page}>
      <div className={css.card}>
        <div className={css.icon}>
          <Icon name="door" />
        </div>
        <h1>{door.name}</h1>
        <p>{t('door.reserved', { whom: admitted(door, t, i18n.language) })}</p>
        {door.owner && <p>{t('door.whomToAsk', { name: door.owner.name })}</p>}
        <AskAccess room={door.id} waits />
        <Link className={buttonClass('secondary')} to="/salles">
          {t('error.back')}
        </Link>
      </div>
    </div>
  )
}

function OpenToMe(props: DoorProps) {
  const { t } = useTranslation()
  const { door } = props
  const { full, back } = useFull(door)
  const chime = useChime()
  const [been] = useState(() => visits.has(door.id))
  const step = useEntry(door, full !== undefined, back, chime.ring)
  const open = door.status === 'OPEN' && step !== 'wait'
  useTitle(
    open ? t('door.openTitle', { name: door.name }) : t(full ? 'door.fullTitle' : `status.${door.status}`),
    open ? undefined : door.name,
  )
  return (
    <div className={css.page}>
      <div className={css.card}>
        <div className={css.icon} data-open={open}>
          <Icon name={open ? 'phone' : 'door'} />
        </div>
        <h1>{door.name}</h1>
        {open ? (
          <Open step={step} />
        ) : (
          <>
            {!full && <NextMeeting room={door.id} />}
            <Waiting
              status={door.status}
              full={full}
              been={been}
              people={door.waiting}
              tired={props.tired}
              onRest={props.onRefresh}
            />
          </>
        )}
        {door.waitingRoom && <p className={css.soft}>{t('door.admission')}</p>}
        {door.streamed && (
          <Note tone="blue" icon="broadcast">
            {t('door.streamed')}
          </Note>
        )}
        {open ? (
          <JoinForm room={door.id} label={t('door.enter')} sameTab />
        ) : (
          <>
            <SoundToggle chime={chime} />
            <WaitingActions {...props} />
          </>
        )}
      </div>
    </div>
  )
}

/** The date that one was invited for; nothing is missed where it is not known. */
function NextMeeting({ room }: { room: string }) {
  const { t, i18n } = useTranslation()
  const { data } = useQuery({
    queryKey: ['next meeting', room],
    queryFn: ({ signal }) =>
      answer(api.GET('/api/v1/rooms/{id}/door/meeting', { params: { path: { id: room } }, signal })),
    staleTime: 60_000,
  })
  if (!data?.start) return null
  return (
    <p>
      {t('door.planned', {
        date: weekday(data.start, i18n.language),
        time: timeOfDay(data.start, i18n.language),
      })}
    </p>
  )
}

function Open({ step }: { step: 'offer' | Awaited }) {
  const { t } = useTranslation()
  return <p role="status">{t(step === 'offer' ? 'door.backAgain' : `door.${step}`)}</p>
}

/**
 * Enters by itself when the room opens, or has a place; once, and not after one has left.
 *
 * @param full whether all places are taken
 * @param back whether one was sent back because they were
 */
function useEntry(
  door: DoorView,
  full: boolean,
  back: boolean,
  ring: () => void,
): 'wait' | 'offer' | Awaited {
  const [waited, setWaited] = useState<Awaited>()
  const sent = useLocation().state as CameBack | null
  const [left] = useState(() => (visits.has(door.id) || sent?.left === true) && door.status === 'OPEN' && !back)
  const beenIn = left && waited === undefined
  const { t } = useTranslation()
  useEffect(() => {
    const step = nextStep(door.status, waited !== undefined, beenIn, Math.random(), full)
    if (step.do === 'wait') {
      visits.forget(door.id)
      setWaited(door.status === 'OPEN' ? 'placeFrees' : 'opens')
      return
    }
    if (step.do === 'offer') return
    if (waited) {
      announce(t(`door.${waited}`))
      ring()
    }
    const timer = setTimeout(() => {
      visits.note(door.id)
      enter(door.id, '_self')
    }, step.after)
    return () => clearTimeout(timer)
  }, [door.id, door.status, full, waited, beenIn, ring, t])
  if (beenIn) return 'offer'
  return full ? 'wait' : (waited ?? 'opens')
}

function WaitingActions(props: { door: DoorView; error: Error | null; onRefresh: () => void }) {
  const { t } = useTranslation()
  const { door } = props
  return (
    <>
      <ProblemNote error={props.error} />
      <div className={css.actions}>
        {door.role !== 'PARTICIPANT' && door.status !== 'OPEN' && (
          <Link className={buttonClass('primary')} to={`/salles/${door.id}`}>
            {t('door.toRoom')}
          </Link>
        )}
        <Button tone="quiet" onClick={props.onRefresh}>
          {t('door.refresh')}
        </Button>
      </div>
    </>
  )
}
