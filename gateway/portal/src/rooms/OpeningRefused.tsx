import { useTranslation } from 'react-i18next'
import { Problem } from '../api/problem'
import type { RoomView } from '../api/shapes'
import { useMe } from '../session/session'
import { Note } from '../ui/Note'
import { nameOf } from '../ui/person'
import { ProblemNote } from '../ui/ProblemNote'
import { AskPlace, type OpenRoom } from './AskPlace'
import { VacancyWatch } from './VacancyWatch'

/** Why a room was not opened; for those who look after the establishment, who holds its places, to be written to. */
export function OpeningRefused({ room, error }: { room: RoomView; error: unknown }) {
  if (!isFull(error)) return <ProblemNote error={error} />
  return (
    <>
      <Full room={room} error={error} />
      <VacancyWatch room={room} />
    </>
  )
}

/** Whether the establishment has as many rooms open as it may. */
export function isFull(error: unknown): error is Problem {
  return error instanceof Problem && error.kind === 'establishment-full'
}

function Full({ room, error }: { room: RoomView; error: Problem }) {
  const { t } = useTranslation()
  const me = useMe()
  const { limit } = error.body
  const rooms = openRooms(error)
  return (
    <Note tone="red" role="alert">
      <p>{t('opening.establishmentFull', { limit })}</p>
      {rooms.length > 0 && (
        <>
          <p>{t('opening.openRooms')}</p>
          <ul>
            {rooms.map((open) => (
              <li key={open.id}>
                {t('opening.openRoom', { name: open.name, by: nameOf(open.openedBy, t) })}{' '}
                {open.openedBy.id !== me?.id && <AskPlace room={room} open={open} />}
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
