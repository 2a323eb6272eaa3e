import { useTranslation } from 'react-i18next'
import type { InvitationView, RecipientStatus } from '../api/shapes'
import { Button } from '../ui/Button'
import { Dialog, DialogActions, DialogBody } from '../ui/Dialog'
import { Icon, type IconName } from '../ui/icons'
import { ProblemNote } from '../ui/ProblemNote'
import css from './InviteDialog.module.css'
import { allOf, standing } from './progress'
import { useSending, useSendingAgain } from './queries'

const icons: Record<RecipientStatus, IconName> = {
  PENDING: 'hourglass',
  DELIVERED: 'check',
  FAILED: 'alert',
}

/** What becomes of an invitation just sent. Closing it does not stop the sending. */
export function Sending(props: { room: string; sent: InvitationView; onClose: () => void }) {
  const { t } = useTranslation()
  const sent = useSending(props.room, props.sent)
  return (
    <Dialog title={t('letter.title')} wide onClose={props.onClose}>
      <DialogBody>
        <Outcome room={props.room} sent={sent} />
        {sent.counts.pending > 0 && <p>{t('sending.goesOn')}</p>}
      </DialogBody>
      <DialogActions>
        <Button tone="primary" onClick={props.onClose}>
          {t('common.close')}
        </Button>
      </DialogActions>
    </Dialog>
  )
}

/** How far it is, who failed and why, and a second try for those. */
export function Outcome({ room, sent }: { room: string; sent: InvitationView }) {
  const { t } = useTranslation()
  const again = useSendingAgain(room, sent.id)
  const { pending, failed } = sent.counts
  const all = allOf(sent.counts)
  const recipients = sent.recipients ?? []
  const failures = recipients.filter(({ status }) => status === 'FAILED')
  const names = failures.map(({ name, reason, left }) => {
    const why = left ? t('directory.left') : reason && t(`sending.reason.${reason}`)
    return why ? t('sending.who', { name, reason: why }) : name
  })
  return (
    <>
      {pending > 0 && (
        <progress className={css.progress} max={all} value={all - pending} aria-hidden="true" />
      )}
      <p role="status" className={css.outcome}>
        {standing(sent.counts, t)}
        {failed > 0 &&
          names.length > 0 &&
          t('sending.names', { names: names.slice(0, 3).join(', ') })}
        {names.length > 3 && t('sending.andMore', { count: names.length - 3 })}
      </p>
      {failed > 0 && pending === 0 && (
        <div>
          <Button
            size="small"
            icon="mail"
            busy={again.isPending && t('letter.sending')}
            onClick={() => again.mutate(undefined)}
          >
            {t('sending.again', { count: failed })}
          </Button>
        </div>
      )}
      <ProblemNote error={again.error} />
      {recipients.length > 0 && (
        <ul className={css.results} tabIndex={0} aria-label={t('letter.chosen')}>
          {recipients.map(({ id, name, status, reason, left }) => (
            <li key={id}>
              <span>{left ? t('directory.nameLeft', { name }) : name}</span>
              <span className={css.status} data-status={status}>
                <Icon name={icons[status]} />
                {t(`sending.status.${status}`)}
                {reason && !left && ` (${t(`sending.reason.${reason}`)})`}
              </span>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
