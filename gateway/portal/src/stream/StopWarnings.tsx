import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { RoomView } from '../api/shapes'
import { Note } from '../ui/Note'
import { Countdown } from './Countdown'

/** Rooms whose stream is about to stop for want of a moderator, unless their panel says it already. */
export function StopWarnings({ rooms, except }: { rooms: RoomView[]; except: string | undefined }) {
  const { t } = useTranslation()
  return rooms.map(({ id, name, status, stream }) =>
    stream?.stopsAt && status === 'OPEN' && id !== except ? (
      <Note key={id} tone="orange">
        <strong>{name}</strong>
        <Countdown stopsAt={stream.stopsAt} name={name} />
        <p>
          <Link to={`/salles/${id}`}>{t('stream.see', { name })}</Link>
        </p>
      </Note>
    ) : null,
  )
}
