import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { AccessRequest, RoomView } from '../api/shapes'
import panel from '../rooms/RoomPanel.module.css'
import { Button } from '../ui/Button'
import { announce, toast } from '../ui/news'
import { ProblemNote } from '../ui/ProblemNote'
import css from './AccessRequests.module.css'
import { useAccessRequests, useAnswering } from './queries'

/** « Demandes d'accès »: who waits to be let in, as long as anybody does. */
export function AccessRequests({ room }: { room: RoomView }) {
  const { t } = useTranslation()
  const { data, error } = useAccessRequests(room.id)
  const answering = useAnswering(room.id)
  const heading = useRef<HTMLHeadingElement>(null)
  const waiting = data ?? []
  useArrivals(data?.length)
  if (waiting.length === 0 && !error && !answering.error) return null
  const reply = (request: AccessRequest, granted: boolean) =>
    answering.mutate(
      { id: request.id, granted },
      {
        onSuccess: () => {
          toast(t(granted ? 'ask.granted' : 'ask.refused', { name: request.person.name }))
          // the button pressed goes, and with the last request all of this
          const next = waiting.length > 1 ? heading.current : document.getElementById('salle')
          next?.focus()
        },
      },
    )
  return (
    <section className={panel.block} aria-labelledby="demandes">
      <h3 id="demandes" ref={heading} tabIndex={-1}>
        {t('ask.title')}
      </h3>
      <ul className={css.list}>
        {waiting.map((request) => (
          <Waiting
            key={request.id}
            request={request}
            busy={answering.isPending && answering.variables.id === request.id}
            onReply={(granted) => reply(request, granted)}
          />
        ))}
      </ul>
      <ProblemNote error={error ?? answering.error} />
    </section>
  )
}

function Waiting(props: {
  request: AccessRequest
  busy: boolean
  onReply: (granted: boolean) => void
}) {
  const { t } = useTranslation()
  const { person, profile, establishment } = props.request
  const about = [profile && t(`profile.${profile}`, profile), establishment]
  return (
    <li className={css.request}>
      <span className={css.who}>
        {person.name}
        <span className={panel.soft}>{about.filter(Boolean).join(' · ')}</span>
      </span>
      <Button
        size="small"
        aria-label={t('ask.grantName', { name: person.name })}
        busy={props.busy && t('ask.answering')}
        onClick={() => props.onReply(true)}
      >
        {t('ask.grant')}
      </Button>
      <Button
        size="small"
        tone="quietDanger"
        aria-label={t('ask.refuseName', { name: person.name })}
        busy={props.busy && t('ask.answering')}
        onClick={() => props.onReply(false)}
      >
        {t('ask.refuse')}
      </Button>
    </li>
  )
}

/** Reads out that there are more than before. */
function useArrivals(waiting: number | undefined) {
  const { t } = useTranslation()
  const before = useRef(waiting)
  useEffect(() => {
    if (waiting === undefined) return
    if (before.current !== undefined && waiting > before.current) {
      announce(t('ask.waiting', { count: waiting }))
    }
    before.current = waiting
  }, [waiting, t])
}
