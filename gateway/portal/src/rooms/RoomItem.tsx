import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { RoomView } from '../api/shapes'
import { useMe } from '../session/session'
import css from './RoomItem.module.css'
import { Signs, StatusSign } from './Signs'
import { attendance, opened } from './stateWords'

export function RoomItem({ room, selected }: { room: RoomView; selected: boolean }) {
  const { t, i18n } = useTranslation()
  const several = (useMe()?.establishments.length ?? 0) > 1
  const people = room.status === 'OPEN' ? attendance(room, t) : undefined
  const by = opened(room, t, i18n.language)
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
      {several && room.establishment && <p className={css.soft}>{room.establishment.name}</p>}
      {people && <p className={css.soft}>{people}</p>}
      {by && <p className={css.soft}>{by}</p>}
      <Signs room={room} />
    </li>
  )
}
