import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { answer, api } from '../api/client'
import type { DoorView } from '../api/shapes'
import { listen } from '../live/shared'
import { enter } from '../rooms/conferenceTabs'
import { JoinForm } from '../rooms/JoinForm'
import { ErrorPage } from '../shell/ErrorPage'
import { useTitle } from '../shell/useTitle'
import { Button, buttonClass } from '../ui/Button'
import { Icon } from '../ui/icons'
import { announce } from '../ui/news'
import { Note } from '../ui/Note'
import { ProblemNote } from '../ui/ProblemNote'
import { useNow } from '../ui/time'
import { nextStep, visits } from './door'
import css from './DoorPage.module.css'

const POLL = 10_000
const ASKED_AFTER = 60 * 60_000

/** Where the room's link leads: into the conference, or to wait for it. */
export default function DoorPage() {
  const { id = '' } = useParams()
  const [tired, rest] = useTiring()
  const door = useDoor(id, !tired)
  if (door.data) {
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
  return door.error ? <ErrorPage error={door.error} onRetry={() => void door.refetch()} /> : null
}

/** After an hour of waiting nobody is presumed to be there; saying so begins another. */
function useTiring(): [tired: boolean, rest: () => void] {
  const [since, setSince] = useState(Date.now)
  useNow(10_000)
  return [Date.now() - since > ASKED_AFTER, () => setSince(Date.now())]
}

/** Push and a slow question together: school proxies that hold back push only make it slower. */
function useDoor(id: string, watching: boolean) {
  const client = useQueryClient()
  useEffect(() => {
    if (!watching) return
    return listen(`/api/v1/events?door=${encodeURIComponent(id)}`, (news) => {
      if (news.type === 'door' && news.door.id === id) {
        client.setQueryData<DoorView>(['door', id], (known) => latest(known, news.door))
      }
      if (news.type === 'reset') void client.invalidateQueries({ queryKey: ['door', id] })
    })
  }, [client, id, watching])
  return useQuery({
    queryKey: ['door', id],
    queryFn: async ({ signal }) => {
      const heard = api.GET('/api/v1/rooms/{id}/door', { params: { path: { id } }, signal })
      return latest(client.getQueryData<DoorView>(['door', id]), await answer(heard))
    },
    refetchInterval: () => watching && POLL * (0.8 + 0.4 * Math.random()),
    refetchIntervalInBackground: true,
    staleTime: 0,
  })
}

function latest(known: DoorView | undefined, heard: DoorView): DoorView {
  return known !== undefined && known.version > heard.version ? known : heard
}

function Door(props: {
  door: DoorView
  error: Error | null
  tired: boolean
  onRefresh: () => void
}) {
  const { t } = useTranslation()
  const { door } = props
  const open = door.status === 'OPEN'
  const step = useEntry(door)
  useTitle(
    open ? t('door.openTitle', { name: door.name }) : t(`status.${door.status}`),
    open ? undefined : door.name,
  )
  return (
    <div className={css.page}>
      <div className={css.card}>
        <div className={css.icon} data-open={open}>
          <Icon name={open ? 'phone' : 'door'} />
        </div>
        <h1>{door.name}</h1>
        {open ? <Open step={step} /> : <Waiting {...props} />}
        {door.waitingRoom && <p className={css.soft}>{t('door.admission')}</p>}
        {door.streamed && (
          <Note tone="blue" icon="broadcast">
            {t('door.streamed')}
          </Note>
        )}
        {open ? (
          <JoinForm room={door.id} label={t('door.enter')} sameTab />
        ) : (
          <WaitingActions {...props} />
        )}
      </div>
    </div>
  )
}

function Open({ step }: { step: 'offer' | 'entering' }) {
  const { t } = useTranslation()
  return <p role="status">{t(step === 'offer' ? 'door.backAgain' : 'door.opens')}</p>
}

/** Enters by itself when the room opens; once, and not after one has left. */
function useEntry(door: DoorView): 'offer' | 'entering' {
  const [waited, setWaited] = useState(false)
  const [beenIn] = useState(() => visits.has(door.id) && door.status === 'OPEN')
  const { t } = useTranslation()
  useEffect(() => {
    const step = nextStep(door.status, waited, beenIn && !waited, Math.random())
    if (step.do === 'wait') {
      visits.forget(door.id)
      setWaited(true)
      return
    }
    if (step.do === 'offer') return
    if (waited) announce(t('door.opens'))
    const timer = setTimeout(() => {
      visits.note(door.id)
      enter(door.id, '_self')
    }, step.after)
    return () => clearTimeout(timer)
  }, [door.id, door.status, waited, beenIn, t])
  return beenIn && !waited ? 'offer' : 'entering'
}

function Waiting(props: { door: DoorView; tired: boolean; onRefresh: () => void }) {
  const { t } = useTranslation()
  const { door } = props
  const [start] = useState(Date.now)
  useNow(10_000)
  const minutes = Math.floor((Date.now() - start) / 60_000)
  return (
    <>
      <p role="status">{t(door.status === 'OPENING' ? 'door.opening' : 'door.closed')}</p>
      <p>{t('door.byItself')}</p>
      {minutes > 0 && <p className={css.soft}>{t('door.waiting', { count: minutes })}</p>}
      {props.tired && (
        <Note tone="orange" role="status">
          <p>{t('door.stillThere')}</p>
          <div>
            <Button onClick={props.onRefresh}>{t('door.here')}</Button>
          </div>
        </Note>
      )}
    </>
  )
}

function WaitingActions(props: { door: DoorView; error: Error | null; onRefresh: () => void }) {
  const { t } = useTranslation()
  const { door } = props
  return (
    <>
      <ProblemNote error={props.error} />
      <div className={css.actions}>
        {door.role !== 'PARTICIPANT' && (
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
