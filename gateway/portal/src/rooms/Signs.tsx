import { useTranslation } from 'react-i18next'
import type { RoomView } from '../api/shapes'
import { signOf } from '../stream/wording'
import { Icon, type IconName } from '../ui/icons'
import type { Tone } from '../ui/Note'
import css from './Signs.module.css'
import { sharing, statusSigns } from './stateWords'

/** What a room has: people at its door, waiting room, streaming, shares. A sign that is not there says the room has it not. */
export function Signs({ room }: { room: RoomView }) {
  const { t } = useTranslation()
  const stream = signOf(room)
  const shared = sharing(room, t)
  if (!room.waiting && !room.waitingRoom && !stream && !shared) return null
  return (
    <ul className={css.signs}>
      {room.waiting > 0 && (
        <li>
          <Sign tone="blue" icon="people" text={t('room.waiting', { count: room.waiting })} />
        </li>
      )}
      {room.waitingRoom && (
        <li>
          <Sign tone="grey" icon="hourglass" text={t('sign.waitingRoom')} />
        </li>
      )}
      {stream && (
        <li>
          <Sign tone={stream.tone} icon="broadcast" text={t(stream.key)} />
        </li>
      )}
      {shared && (
        <li>
          <Sign tone="grey" icon="people" text={shared} />
        </li>
      )}
    </ul>
  )
}

export function StatusSign({ room }: { room: RoomView }) {
  const { t } = useTranslation()
  const { key, icon, tone } = statusSigns[room.status]
  return <Sign tone={tone} icon={icon} text={t(key)} strong />
}

function Sign(props: { tone: Tone; icon: IconName; text: string; strong?: boolean }) {
  return (
    <span
      className={`${css.sign} ${css[props.tone]} ${props.strong ? css.strong : ''}`}
      data-tone={props.tone}
    >
      <Icon name={props.icon} />
      <span>{props.text}</span>
    </span>
  )
}
