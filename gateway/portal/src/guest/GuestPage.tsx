import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useParams, useSearchParams } from 'react-router'
import type { GuestDoorView } from '../api/shapes'
import { useChime } from '../door/chime'
import { nextStep } from '../door/door'
import page from '../door/DoorPage.module.css'
import { useTiring } from '../door/patience'
import { SoundToggle } from '../door/SoundToggle'
import { Waiting } from '../door/Waiting'
import { post } from '../rooms/conferenceTabs'
import { statusSigns } from '../rooms/stateWords'
import { sessionQuery } from '../session/session'
import { signIn } from '../session/signIn'
import { ErrorPage, LinkInvalidPage } from '../shell/ErrorPage'
import { useTitle } from '../shell/useTitle'
import { Button } from '../ui/Button'
import { Icon } from '../ui/icons'
import { announce } from '../ui/news'
import { ProblemNote } from '../ui/ProblemNote'
import { stillAnswers, type GuestEntry } from './card'
import { GuestForm } from './GuestForm'
import css from './GuestPage.module.css'
import { useGuestDoor } from './queries'

/** Where the public link leads: people without an account say their name, wait if need be, and enter. */
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
  const [told, setTold] = useState<{ entry: GuestEntry; waits: boolean }>()
  const open = door.status === 'OPEN'
  const { icon } = statusSigns[door.status]
  const entry = told !== undefined && stillAnswers(told.entry, door) ? told.entry : undefined
  const chime = useChime()
  useEntry(token, door.status, entry, told?.waits ?? false, chime.ring)
  useTitle(
    open ? t('door.openTitle', { name: door.name }) : t(`status.${door.status}`),
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
            <p>{t(open ? 'guest.open' : 'guest.notOpen')}</p>
            <p className={page.soft}>{t(`guest.admission.${door.admission}`)}</p>
            <Form {...props} asksMore={told !== undefined} onLetIn={(given) => setTold({ entry: given, waits: !open })} />
          </>
        ) : open ? (
          <p role="status">{t('door.opens')}</p>
        ) : (
          <>
            <p>{t('guest.as', { name: entry.name })}</p>
            <Waiting status={door.status} tired={props.tired} onRest={props.onAgain} />
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
      <p className={css.notice}>{t('guest.notice')}</p>
    </div>
  )
}

/** The form, with the name that the person's account has if they came back from signing in. */
function Form(props: {
  token: string
  door: GuestDoorView
  asksMore: boolean
  onLetIn: (entry: GuestEntry) => void
}) {
  const { t } = useTranslation()
  const [params] = useSearchParams()
  const signedIn = params.has('compte')
  const { data } = useQuery({ ...sessionQuery, enabled: signedIn })
  if (signedIn && data === undefined) return null
  return (
    <>
      <GuestForm {...props} known={data?.name} />
      {!signedIn && (
        <Button tone="quiet" onClick={() => signIn(`${location.pathname}?compte`)}>
          {t('guest.signIn')}
        </Button>
      )}
    </>
  )
}

/** Once let in by the form: in when the room is open; of those who waited, not all in the same second. */
function useEntry(
  token: string,
  status: GuestDoorView['status'],
  entry: GuestEntry | undefined,
  waited: boolean,
  ring: () => void,
) {
  const { t } = useTranslation()
  useEffect(() => {
    if (entry === undefined) return
    const step = nextStep(status, waited, false, Math.random())
    if (step.do !== 'enter') return
    if (waited) {
      announce(t('door.opens'))
      ring()
    }
    const timer = setTimeout(() => enter(token, entry), step.after)
    return () => clearTimeout(timer)
  }, [token, status, entry, waited, ring, t])
}

function enter(token: string, { name, code, consent }: GuestEntry): void {
  post(`/api/v1/guests/${encodeURIComponent(token)}/join`, '_self', {
    name,
    ...(code !== undefined && { code }),
    ...(consent && { consent: 'true' }),
  })
}
