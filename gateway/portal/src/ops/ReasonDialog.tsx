import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { LiveRoom } from '../api/shapes'
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
  },
  'stream-stop': {
    title: 'ops.rooms.stopTitle',
    text: 'ops.rooms.stopText',
    verb: 'ops.rooms.stop',
    done: 'ops.rooms.stopped',
  },
} satisfies Record<Intervention, object>

/** Ends somebody else's meeting or broadcast; the reason is kept, and told to the room's owner. */
export function ReasonDialog(props: { room: LiveRoom; what: Intervention; onClose: () => void }) {
  const { t } = useTranslation()
  const { room, what } = props
  const { title, text, verb, done } = words[what]
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
      <TextField
        id="motif"
        label={t('ops.reason')}
        help={t('ops.reasonHelp')}
        value={reason}
        maxLength={200}
        error={tried && reason.trim() === '' ? t('ops.reasonEmpty') : said}
        required
        onChange={setReason}
      />
    </ConfirmDialog>
  )
}
