import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { fieldErrors, Problem } from '../api/problem'
import type { DeadLetter } from '../api/shapes'
import { ConfirmDialog } from '../ui/ConfirmDialog'
import { TextField } from '../ui/Field'
import { toast } from '../ui/news'
import { useAbandoning } from './queries'

/** Gives a failed event up; the reason is kept. */
export function AbandonDialog(props: {
  letter: DeadLetter
  onDone: () => void
  onClose: () => void
}) {
  const { t } = useTranslation()
  const { letter } = props
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const abandoning = useAbandoning(letter.id)
  const said =
    abandoning.error instanceof Problem ? fieldErrors(abandoning.error).reason : undefined
  const confirm = () => {
    setTried(true)
    if (reason.trim() === '') return document.getElementById('motif')?.focus()
    abandoning.mutate(reason.trim(), {
      onSuccess: () => {
        toast(t('ops.failed.abandoned'))
        props.onDone()
        props.onClose()
      },
    })
  }
  return (
    <ConfirmDialog
      title={t('ops.failed.abandonTitle')}
      confirm={t('ops.failed.abandon')}
      busy={abandoning.isPending && t('ops.asked')}
      error={said ? undefined : abandoning.error}
      onCancel={props.onClose}
      onConfirm={confirm}
    >
      <p>
        {t('ops.failed.abandonText', {
          type: letter.type || t('ops.none'),
          consumer: letter.consumer,
        })}
      </p>
      <TextField
        id="motif"
        label={t('ops.reason')}
        help={t('ops.failed.abandonHelp')}
        value={reason}
        maxLength={200}
        error={tried && reason.trim() === '' ? t('ops.reasonEmpty') : said}
        required
        onChange={setReason}
      />
    </ConfirmDialog>
  )
}
