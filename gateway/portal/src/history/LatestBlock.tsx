import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { PastOpening, RoomView } from '../api/shapes'
import panel from '../rooms/RoomPanel.module.css'
import { dayAndTime } from '../ui/days'
import { nameOf } from '../ui/person'
import { ProblemNote } from '../ui/ProblemNote'
import { duration, useNow } from '../ui/time'
import { latestQuery } from './queries'
import { lasted, LATEST, libraryOf, targets } from './sessions'

const MINUTE = 60_000

/** « Dernières séances »: the latest openings of the room. */
export function LatestBlock({ room }: { room: RoomView }) {
  const { t } = useTranslation()
  const { data, error } = useQuery({ ...latestQuery(room), placeholderData: keepPreviousData })
  return (
    <section className={panel.block} aria-labelledby="seances">
      <h3 id="seances">{t('history.latest')}</h3>
      {data?.openings.length === 0 && <p className={panel.soft}>{t('history.none')}</p>}
      {data && data.openings.length > 0 && (
        <>
          <ol className={panel.sessions}>
            {data.openings.slice(0, LATEST).map((opening) => (
              <Latest key={opening.id} opening={opening} />
            ))}
          </ol>
          <p>
            <Link to={`/salles/${room.id}/historique`}>{t('history.all')}</Link>
          </p>
        </>
      )}
      <ProblemNote error={error} />
    </section>
  )
}

function Latest({ opening }: { opening: PastOpening }) {
  const { t, i18n } = useTranslation()
  const length = lasted(opening, useNow(MINUTE))
  return (
    <li>
      <p>{dayAndTime(opening.openedAt ?? opening.requestedAt, i18n.language)}</p>
      <p className={panel.soft}>
        {[
          nameOf(opening.by, t),
          length === undefined ? t('history.neverOpened') : duration(length),
          length !== undefined && t('history.most', { count: opening.mostPeople }),
          length !== undefined && opening.endedAt === null && t('history.goesOn'),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {targets([opening]).map((host) => (
        <p key={host}>
          <a href={libraryOf(host)}>{t('history.videosOn', { host })}</a>
        </p>
      ))}
    </li>
  )
}
