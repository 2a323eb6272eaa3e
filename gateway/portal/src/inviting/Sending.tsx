import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../api/client'
import type { InvitationView } from '../api/shapes'
import { Button } from '../ui/Button'
import { Dialog, DialogActions, DialogBody } from '../ui/Dialog'
import { Icon, type IconName } from '../ui/icons'
import css from './InviteDialog.module.css'

type Status = NonNullable<InvitationView['recipients']>[number]['status']

const icons: Record<Status, IconName> = { PENDING: 'hourglass', DELIVERED: 'check', FAILED: 'alert' }

/** What became of an invitation, person by person. Closing it does not stop the sending. */
export function Sending(props: { room: string; sent: InvitationView; onClose: () => void }) {
  const { t } = useTranslation()
  const recipients = useProgress(props.room, props.sent).recipients ?? []
  const count = (status: Status) => recipients.filter((each) => each.status === status).length
  const pending = count('PENDING')
  const all = recipients.length
  return (
    <Dialog title={t('letter.title')} onClose={props.onClose}>
      <DialogBody>
        <p role="status">
          {pending > 0
            ? t('sending.progress', { done: all - pending, all })
            : [
                t('sending.delivered', { count: count('DELIVERED') }),
                count('FAILED') > 0 && t('sending.failed', { count: count('FAILED') }),
              ]
                .filter(Boolean)
                .join(', ')}
        </p>
        <ul className={css.results} tabIndex={0} aria-label={t('letter.chosen')}>
          {recipients.map(({ id, name, status, reason }) => (
            <li key={id}>
              <span>{name}</span>
              <span className={css.status} data-status={status}>
                <Icon name={icons[status]} />
                {t(`sending.status.${status}`)}
                {reason && ` (${t(`sending.reason.${reason}`)})`}
              </span>
            </li>
          ))}
        </ul>
        {pending > 0 && <p>{t('sending.goesOn')}</p>}
      </DialogBody>
      <DialogActions>
        <Button tone="primary" onClick={props.onClose}>
          {t('common.close')}
        </Button>
      </DialogActions>
    </Dialog>
  )
}

function useProgress(room: string, sent: InvitationView): InvitationView {
  const { data } = useQuery({
    queryKey: ['invitation', room, sent.id],
    queryFn: ({ signal }) =>
      answer(
        api.GET('/api/v1/rooms/{id}/invitations/{invitation}', {
          params: { path: { id: room, invitation: sent.id } },
          signal,
        }),
      ),
    initialData: sent,
    refetchInterval: ({ state }) => ((state.data?.counts.pending ?? 0) > 0 ? 2_000 : false),
  })
  return data
}
