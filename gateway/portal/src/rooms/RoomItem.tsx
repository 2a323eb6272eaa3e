import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { RoomView } from '../api/shapes'
import css from './RoomItem.module.css'
import { Signs, StatusSign } from './Signs'
import { attendance } from './stateWords'

export function RoomItem({ room, selected }: { room: RoomView; selected: boolean }) {
  const { t } = useTranslation()
  const people = room.status === 'OPEN' ? attendance(room, t) : undefined
  return (
    <li className={`${css.item} ${selected ? css.selected : ''}`}>
      <div className={css.top}>
        <Link
          className={css.name}
          to={`/salles/${room.id}`}
          id={`salle-${room.id}`}
          aria-current={selected ? 'true' : undefined}
        >
          {room.name}
        </Link>
        <StatusSign room={room} />
      </div>
      {people && <p className={css.people}>{people}</p>}
      <Signs room={room} />
    </li>
  )
}
