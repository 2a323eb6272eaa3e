import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { InvitationView } from '../api/shapes'
import type { RoomView } from '../api/shapes'
import { Button } from '../ui/Button'
import { dayAndTime } from '../ui/days'
import { Icon } from '../ui/icons'
import { toast } from '../ui/news'
import { ProblemNote } from '../ui/ProblemNote'
import { allOf } from './progress'
import { useCallingOff, useSending, useSent } from './queries'
import { Outcome } from './Sending'
import css from './SentInvitations.module.css'

const MoveDialog = lazy(() => import('./MoveDialog'))
const ConfirmDialog = lazy(async () => ({
  default: (await import('../ui/ConfirmDialog')).ConfirmDialog,
}))

/** The invitations sent for a room, the newest first, with what became of each. */
export function SentInvitations({ room }: { room: Pick<RoomView, 'id'> }) {
  const { t } = useTranslation()
  const { data, error } = useSent(room.id)
  if (error) return <ProblemNote error={error} />
  if (data === undefined) return <p>{t('common.loading')}</p>
  if (data.length === 0) return <p>{t('sent.none')}</p>
  return (
    <ul className={css.list} aria-label={t('sent.title')}>
      {data.map((sent) => (
        <Sent key={sent.id} room={room.id} sent={sent} />
      ))}
    </ul>
  )
}

function Sent({ room, sent }: { room: string; sent: InvitationView }) {
  const { t, i18n } = useTranslation()
  const [open, setOpen] = useState(false)
  const { pending, delivered, failed } = sent.counts
  return (
    <li className={css.sent}>
      <p className={css.subject}>{sent.subject}</p>
      <p className={css.by}>
        {t('sent.by', { name: sent.by.name, when: dayAndTime(sent.sentAt, i18n.language) })}
      </p>
      <p className={css.counts}>
        {pending > 0
          ? t('sending.progress', { done: allOf(sent.counts) - pending, all: allOf(sent.counts) })
          : [
              t('sending.delivered', { count: delivered }),
              failed > 0 && t('sending.failed', { count: failed }),
            ]
              .filter(Boolean)
              .join(', ')}
      </p>
      {sent.meeting && <Meeting room={room} sent={sent} meeting={sent.meeting} />}
      <div>
        <Button
          size="small"
          tone="quiet"
          aria-expanded={open}
          aria-label={t(open ? 'sent.hideOf' : 'sent.showOf', { subject: sent.subject })}
          onClick={() => setOpen(!open)}
        >
          {t(open ? 'sent.hide' : 'sent.show')}
        </Button>
      </div>
      {open && <Details room={room} sent={sent} />}
    </li>
  )
}

function Details(props: { room: string; sent: InvitationView }) {
  const sent = useSending(props.room, props.sent)
  return (
    <div className={css.details}>
      <Outcome room={props.room} sent={sent} />
    </div>
  )
}

function Meeting(props: {
  room: string
  sent: InvitationView
  meeting: NonNullable<InvitationView['meeting']>
}) {
  const { t, i18n } = useTranslation()
  const { room, sent, meeting } = props
  const [asked, setAsked] = useState<'MOVE' | 'CANCEL'>()
  const callingOff = useCallingOff(room, sent.id)
  const said = t('sent.meeting', {
    when: dayAndTime(meeting.start, i18n.language),
    count: meeting.minutes,
  })
  const done = () => setAsked(undefined)
  return (
    <div className={css.meeting}>
      <p className={meeting.cancelled ? css.cancelled : undefined}>
        <Icon name="calendar" />{' '}
        <span>{meeting.cancelled ? t('sent.cancelled', { meeting: said }) : said}</span>
      </p>
      {!meeting.cancelled && (
        <div className={css.actions}>
          <Button size="small" onClick={() => setAsked('MOVE')}>
            {t('sent.move')}
          </Button>
          <Button size="small" tone="quietDanger" onClick={() => setAsked('CANCEL')}>
            {t('sent.cancel')}
          </Button>
        </div>
      )}
      <Suspense>
        {asked === 'MOVE' && (
          <MoveDialog room={room} invitation={sent.id} meeting={meeting} onClose={done} />
        )}
        {asked === 'CANCEL' && (
          <ConfirmDialog
            title={t('sent.cancelTitle')}
            confirm={t('sent.cancel')}
            cancel={t('sent.keep')}
            busy={callingOff.isPending && t('letter.sending')}
            error={callingOff.error}
            onCancel={done}
            onConfirm={() =>
              callingOff.mutate(undefined, {
                onSuccess: () => {
                  toast(t('sent.calledOff'))
                  done()
                },
              })
            }
          >
            <p>{t('sent.cancelText', { meeting: said })}</p>
          </ConfirmDialog>
        )}
      </Suspense>
    </div>
  )
}
