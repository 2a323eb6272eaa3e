import { useTranslation } from 'react-i18next'
import { Problem } from '../api/problem'
import type { Named } from '../api/shapes'
import { Note } from '../ui/Note'
import { nameOf } from '../ui/person'
import { ProblemNote } from '../ui/ProblemNote'

interface OpenRoom {
  name: string
  openedBy: Named
}

/** Why a room was not opened; for those who look after the establishment, who holds its places. */
export function OpeningRefused({ error }: { error: unknown }) {
  const { t } = useTranslation()
  if (!(error instanceof Problem) || error.kind !== 'establishment-full') {
    return <ProblemNote error={error} />
  }
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
