import { useTranslation } from 'react-i18next'
import { TextField } from '../ui/Field'
import { dayAndTime } from '../ui/days'
import css from './InviteDialog.module.css'
import { startOf, type Appointment, type LetterField } from './letter'

/** When the conference is to be: day, time and length. */
export function MeetingFields(props: {
  id: string
  meeting: Appointment
  fault: (field: LetterField) => string | undefined
  onMeeting: (meeting: Appointment) => void
}) {
  const { t, i18n } = useTranslation()
  const { id, meeting, fault, onMeeting } = props
  const start = startOf(meeting)
  return (
    <div className={css.meeting}>
      <div className={css.when}>
        <TextField
          id={`${id}-date`}
          label={t('meeting.date')}
          type="date"
          value={meeting.date}
          error={fault('date')}
          onChange={(date) => onMeeting({ ...meeting, date })}
        />
        <TextField
          id={`${id}-time`}
          label={t('meeting.time')}
          type="time"
          value={meeting.time}
          error={fault('time')}
          onChange={(time) => onMeeting({ ...meeting, time })}
        />
        <TextField
          id={`${id}-minutes`}
          label={t('meeting.minutes')}
          type="number"
          inputMode="numeric"
          min={5}
          step={5}
          value={meeting.minutes}
          error={fault('minutes')}
          onChange={(minutes) => onMeeting({ ...meeting, minutes })}
        />
      </div>
      {!Number.isNaN(start.getTime()) && (
        <p className={css.total}>
          {t('meeting.said', { when: dayAndTime(start.getTime(), i18n.language) })}
        </p>
      )}
    </div>
  )
}
