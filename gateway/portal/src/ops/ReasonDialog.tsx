import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FoundRoom } from '../api/shapes'
import { fieldErrors, Problem } from '../api/problem'
import { ConfirmDialog } from '../ui/ConfirmDialog'
import { TextField } from '../ui/Field'
import { toast } from '../ui/news'
import { useIntervening, type Intervention } from './queries'

const words = {
  close: {
    title: 'ops.rooms.closeTitle',
    text: 'ops.rooms.closeText',
    verb: 'ops.rooms.closeVerb',
    done: 'ops.rooms.closed',
    help: 'ops.reasonHelp',
  },
  'stream-stop': {
    title: 'ops.rooms.stopTitle',
    text: 'ops.rooms.stopText',
    verb: 'ops.rooms.stop',
    done: 'ops.rooms.stopped',
    help: 'ops.reasonHelp',
  },
  delete: {
    title: 'ops.rooms.deleteTitle',
    text: 'ops.rooms.deleteText',
    verb: 'ops.rooms.deleteVerb',
    done: 'ops.rooms.deleted',
    help: 'ops.rooms.deleteReasonHelp',
  },
} satisfies Record<Intervention, object>

/** Ends somebody else's meeting or broadcast, or deletes their room; the reason is kept. */
export function ReasonDialog(props: {
  room: Pick<FoundRoom, 'id' | 'name' | 'owner' | 'people'>
  what: Intervention
  onClose: () => void
}) {
  const { t } = useTranslation()
  const { room, what } = props
  const { title, text, verb, done, help } = words[what]
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const intervening = useIntervening(room.id)
  const said =
    intervening.error instanceof Problem ? fieldErrors(intervening.error).reason : undefined
  const confirm = () => {
    setTried(true)
    if (reason.trim() === '') return document.getElementById('motif')?.focus()
    intervening.mutate(
      { what, reason: reason.trim() },
      {
        onSuccess: () => {
          toast(t(done, { name: room.name }))
          props.onClose()
        },
      },
    )
  }
  return (
    <ConfirmDialog
      title={t(title, { name: room.name })}
      confirm={t(verb)}
      busy={intervening.isPending && t('ops.asked')}
      error={said ? undefined : intervening.error}
      onCancel={props.onClose}
      onConfirm={confirm}
    >
      <p>{t(text, { owner: room.owner.name, count: room.people })}</p>
      {what === 'delete' && <p>{t('ops.rooms.deleteStays')}</p>}
      <TextField
        id="motif"
        label={t('ops.reason')}
        help={t(help)}
        value={reason}
        maxLength={200}
        error={tried && reason.trim() === '' ? t('ops.reasonEmpty') : said}
        required
        onChange={setReason}
      />
    </ConfirmDialog>
  )
}
