import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import type { GuestDoorView } from '../api/shapes'
import { useChime } from '../door/chime'
import { nextStep, type Awaited } from '../door/door'
import page from '../door/DoorPage.module.css'
import { useFull } from '../door/full'
import { useTiring } from '../door/patience'
import { SoundToggle } from '../door/SoundToggle'
import { fullText, Waiting } from '../door/Waiting'
import { post } from '../rooms/conferenceTabs'
import { statusSigns } from '../rooms/stateWords'
import { presenceQuery } from '../session/session'
import { signIn } from '../session/signIn'
import { ErrorPage, LinkInvalidPage } from '../shell/ErrorPage'
import { useTitle } from '../shell/useTitle'
import { Button } from '../ui/Button'
import { Icon } from '../ui/icons'
import { announce } from '../ui/news'
import { ProblemNote } from '../ui/ProblemNote'
import { stillAnswers, type GuestEntry } from './card'
import { entries } from './entries'
import { GuestForm } from './GuestForm'
import css from './GuestPage.module.css'
import { useGuestDoor } from './queries'
import { wayBack } from './wayBack'

/**
 * Where the public link leads: people without an account say their name, wait if need be, and enter; who is
 * signed in enters under the name of their account.
 */
export default function GuestPage() {
  const { token = '' } = useParams()
  const [tired, rest] = useTiring()
  const { door, error, invalid, refetch } = useGuestDoor(token, !tired)
  if (invalid) return <LinkInvalidPage />
  const again = () => {
    rest()
    void refetch()
  }
  if (door === undefined) return error ? <ErrorPage error={error} onRetry={again} /> : null
  return <GuestDoor key={token} token={token} door={door} error={error} tired={tired} onAgain={again} />
}

function GuestDoor(props: {
  token: string
  door: GuestDoorView
  error: Error | null
  tired: boolean
  onAgain: () => void
}) {
  const { t } = useTranslation()
  const { token, door } = props
  const { full, back } = useFull(door)
  const [told, setTold] = useState<Told | undefined>(() => toldBefore(token, back))
  const presence = useQuery(presenceQuery)
  const member = presence.data?.name
  const [been] = useState(() => wayBack.find() === token)
  const closed = been ? 'door.ended' : member === undefined ? 'guest.notOpen' : 'door.closed'
  const open = door.status === 'OPEN' && full === undefined
  const { icon } = statusSigns[door.status]
  const entry = told !== undefined && stillAnswers(told.entry, door) ? told.entry : undefined
  const awaits = full ? 'placeFrees' : 'opens'
  const chime = useChime()
  useEntry(token, open, entry, member !== undefined, told?.awaits, chime.ring)
  useTitle(
    open
      ? t('door.openTitle', { name: door.name })
      : t(full ? 'door.fullTitle' : `status.${door.status}`),
    open ? undefined : door.name,
  )
  return (
    <div className={page.page}>
      <div className={page.card}>
        <div className={page.icon} data-open={open}>
          <Icon name={open ? icon : 'door'} />
        </div>
        <div>
          <h1>{door.name}</h1>
          {door.establishment && <p className={page.soft}>{door.establishment}</p>}
        </div>
        {entry === undefined ? (
          <>
            {full ? (
              <p>
                {fullText(full, t)} {t('door.whenFree')}
              </p>
            ) : (
              <p>{t(open ? 'guest.open' : closed)}</p>
            )}
            <p className={page.soft}>{t(`guest.admission.${door.admission}`)}</p>
            {!presence.isPending && (
              <GuestForm
                key={member}
                token={token}
                door={door}
                member={member}
                asksMore={told !== undefined}
                onLetIn={(given) => setTold({ entry: given, ...(!open && { awaits }) })}
              />
            )}
            {presence.data === null && (
              <Button tone="quiet" onClick={() => signIn()}>
                {t('guest.signIn')}
              </Button>
            )}
          </>
        ) : open ? (
          <p role="status">{t(`door.${told?.awaits ?? 'opens'}`)}</p>
        ) : (
          <>
            <p>{t('guest.as', { name: entry.name })}</p>
            <Waiting status={door.status} full={full} tired={props.tired} onRest={props.onAgain} />
            <SoundToggle chime={chime} />
            <ProblemNote error={props.error} />
            <div className={page.actions}>
              <Button tone="quiet" onClick={() => setTold(undefined)}>
                {t('guest.change')}
              </Button>
              <Button tone="quiet" onClick={props.onAgain}>
                {t('door.refresh')}
              </Button>
            </div>
          </>
        )}
      </div>
      <p className={css.notice}>{t(member === undefined ? 'guest.notice' : 'guest.noticeMember')}</p>
    </div>
  )
}

interface Told {
  entry: GuestEntry
  awaits?: Awaited
}

/** What was told before one was sent back because all places were taken. */
function toldBefore(token: string, back: boolean): Told | undefined {
  const entry = entries.take(token)
  return back && entry !== undefined ? { entry, awaits: 'placeFrees' } : undefined
}

/**
 * Once let in by the form: in when the room is open and has a place; of those who waited, not all in the same
 * second.
 */
function useEntry(
  token: string,
  open: boolean,
  entry: GuestEntry | undefined,
  member: boolean,
  awaited: Awaited | undefined,
  ring: () => void,
) {
  const { t } = useTranslation()
  useEffect(() => {
    if (entry === undefined) return
    const step = nextStep(open ? 'OPEN' : 'CLOSED', awaited !== undefined, false, Math.random())
    if (step.do !== 'enter') return
    if (awaited) {
      announce(t(`door.${awaited}`))
      ring()
    }
    const timer = setTimeout(() => enter(token, entry, member), step.after)
    return () => clearTimeout(timer)
  }, [token, open, entry, member, awaited, ring, t])
}

function enter(token: string, entry: GuestEntry, member: boolean): void {
  entries.keep(token, entry)
  if (!member) wayBack.note(token)
  const { name, code, consent } = entry
  const link = encodeURIComponent(token)
  const action = member ? `/api/v1/me/public-links/${link}/join` : `/api/v1/guests/${link}/join`
  post(action, '_self', {
    ...(!member && { name }),
    ...(code !== undefined && { code }),
    ...(consent && { consent: 'true' }),
  })
}
