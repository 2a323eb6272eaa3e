import { useTranslation } from 'react-i18next'
import { Problem } from '../api/problem'
import type { Named, RoomView } from '../api/shapes'
import { Note } from '../ui/Note'
import { nameOf } from '../ui/person'
import { ProblemNote } from '../ui/ProblemNote'
import { VacancyWatch } from './VacancyWatch'

interface OpenRoom {
  name: string
  openedBy: Named
}

/** Why a room was not opened; for those who look after the establishment, who holds its places. */
export function OpeningRefused({ room, error }: { room: RoomView; error: unknown }) {
  if (!isFull(error)) return <ProblemNote error={error} />
  return (
    <>
      <Full error={error} />
      <VacancyWatch room={room} />
    </>
  )
}

/** Whether the establishment has as many rooms open as it may. */
export function isFull(error: unknown): error is Problem {
  return error instanceof Problem && error.kind === 'establishment-full'
}

function Full({ error }: { error: Problem }) {
  const { t } = useTranslation()
  const { limit } = error.body
  const rooms = openRooms(error)
  return (
    <Note tone="red" role="alert">
      <p>{t('opening.establishmentFull', { limit })}</p>
      {rooms.length > 0 && (
        <>
          <p>{t('opening.openRooms')}</p>
          <ul>
            {rooms.map(({ name, openedBy }) => (
              <li key={`${name} ${openedBy.id}`}>
                {t('opening.openRoom', { name, by: nameOf(openedBy, t) })}
              </li>
            ))}
          </ul>
        </>
      )}
      {error.code && <p>{t('problem.code', { code: error.code })}</p>}
    </Note>
  )
}

function openRooms({ body }: Problem): OpenRoom[] {
  return Array.isArray(body.openRooms) ? (body.openRooms as OpenRoom[]) : []
}
