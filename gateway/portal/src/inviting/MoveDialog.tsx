import { useEffect, useId, useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Meeting } from '../api/shapes'
import { fieldErrors, Problem } from '../api/problem'
import { Button } from '../ui/Button'
import { DialogActions, DialogBody } from '../ui/Dialog'
import { toast } from '../ui/news'
import { ProblemNote } from '../ui/ProblemNote'
import { serverNow } from '../ui/time'
import { TypingDialog } from '../ui/TypingDialog'
import { appointmentFaults, appointmentOf, meetingOf, type LetterField } from './letter'
import { MeetingFields } from './MeetingFields'
import { useMoving } from './queries'

/** Another date for a conference that people were invited to; each of them is told. */
export default function MoveDialog(props: {
  room: string
  invitation: string
  meeting: Meeting
  onClose: () => void
}) {
  const { t } = useTranslation()
  const id = useId()
  const start = appointmentOf(props.meeting)
  const [meeting, setMeeting] = useState(start)
  const [tried, setTried] = useState(false)
  const moving = useMoving(props.room, props.invitation)
  const found = appointmentFaults(meeting, serverNow())
  const said: Record<string, string> =
    moving.error instanceof Problem ? fieldErrors(moving.error) : {}
  const fault = (field: LetterField) =>
    tried && found[field]
      ? t(found[field])
      : (said[field] ?? (field === 'date' ? said.start : undefined))
  const first = (['date', 'time', 'minutes'] as const).find((field) => found[field])
  useEffect(() => {
    document.getElementById(`${id}-date`)?.focus()
  }, [id])
  const move = (event: FormEvent) => {
    event.preventDefault()
    if (moving.isPending) return
    setTried(true)
    if (first) return document.getElementById(`${id}-${first}`)?.focus()
    moving.mutate(meetingOf(meeting), {
      onSuccess: () => {
        toast(t('sent.moved'))
        props.onClose()
      },
    })
  }
  return (
    <TypingDialog
      title={t('sent.moveTitle')}
      changed={JSON.stringify(meeting) !== JSON.stringify(start)}
      onLeave={props.onClose}
    >
      {(ask) => (
        <form noValidate onSubmit={move}>
          <DialogBody>
            <p>{t('sent.moveText')}</p>
            <MeetingFields
              id={id}
              meeting={meeting}
              fault={fault}
              onMeeting={(next) => {
                setMeeting(next)
                if (moving.isError) moving.reset()
              }}
            />
            {Object.keys(said).length === 0 && <ProblemNote error={moving.error} />}
          </DialogBody>
          <DialogActions>
            <Button onClick={ask}>{t('common.cancel')}</Button>
            <Button type="submit" tone="primary" busy={moving.isPending && t('letter.sending')}>
              {t('sent.moveConfirm')}
            </Button>
          </DialogActions>
        </form>
      )}
    </TypingDialog>
  )
}
