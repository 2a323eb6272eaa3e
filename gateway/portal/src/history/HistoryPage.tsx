import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import type { PastOpening } from '../api/shapes'
import { SentInvitations } from '../inviting/SentInvitations'
import { useRoomNews } from '../live/useRoomNews'
import { roomsQuery } from '../rooms/queries'
import { ErrorPage } from '../shell/ErrorPage'
import { useTitle } from '../shell/useTitle'
import { Button } from '../ui/Button'
import { dayAndTime } from '../ui/days'
import { Icon } from '../ui/icons'
import { nameOf } from '../ui/person'
import { ProblemNote } from '../ui/ProblemNote'
import { duration, timeOfDay, useNow } from '../ui/time'
import css from './HistoryPage.module.css'
import { historyQuery } from './queries'
import { endWording, lasted, libraryOf, recorded, targets } from './sessions'

/** « Historique »: all that was in a room, and where the videos of it are. */
export default function HistoryPage() {
  const { id = '' } = useParams()
  const { t } = useTranslation()
  useRoomNews()
  const rooms = useQuery(roomsQuery(useQueryClient()))
  const name = rooms.data?.find((room) => room.id === id)?.name
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    historyQuery(id),
  )
  useTitle(t('history.title'), name)
  if (data === undefined) {
    return error ? <ErrorPage error={error} onRetry={() => void refetch()} /> : null
  }
  const openings = data.pages.flatMap((page) => page.openings)
  return (
    <div className={css.page}>
      <Link className={css.back} to={`/salles/${id}`}>
        <Icon name="back" />
        {t('history.back')}
      </Link>
      <h1>{name === undefined ? t('history.title') : t('history.titleOf', { name })}</h1>
      {openings.length === 0 ? <p>{t('history.none')}</p> : <Openings openings={openings} />}
      <ProblemNote error={error} />
      {hasNextPage && (
        <div>
          <Button
            busy={isFetchingNextPage && t('common.loading')}
            onClick={() => void fetchNextPage()}
          >
            {t('history.earlier')}
          </Button>
        </div>
      )}
      <Videos openings={openings} />
      <section className={css.sent} aria-labelledby="envoyees">
        <h2 id="envoyees">{t('sent.title')}</h2>
        <SentInvitations room={{ id }} />
      </section>
    </div>
  )
}

function Openings({ openings }: { openings: PastOpening[] }) {
  const { t } = useTranslation()
  return (
    <div className={css.scroll} role="region" aria-labelledby="seances" tabIndex={0}>
      <table className={css.table}>
        <caption id="seances">{t('history.sessions')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('history.date')}</th>
            <th scope="col">{t('history.opener')}</th>
            <th scope="col">{t('history.duration')}</th>
            <th scope="col">{t('history.people')}</th>
            <th scope="col">{t('history.ending')}</th>
          </tr>
        </thead>
        <tbody>
          {openings.map((opening) => (
            <Opening key={opening.id} opening={opening} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Opening({ opening }: { opening: PastOpening }) {
  const { t, i18n } = useTranslation()
  const { openedAt, requestedAt, endedAt, closeReason, closedBy, interventions } = opening
  const length = lasted(opening, useNow(10_000))
  return (
    <tr>
      <th scope="row">{dayAndTime(openedAt ?? requestedAt, i18n.language)}</th>
      <td>{nameOf(opening.by, t)}</td>
      <td>{length === undefined ? t('history.neverOpened') : duration(length)}</td>
      <td>{opening.mostPeople}</td>
      <td>
        {endedAt === null ? (
          t('history.goesOn')
        ) : (
          <>
            {closeReason !== null && <p>{t(`history.close.${closeReason}`)}</p>}
            {closedBy && <p>{t('history.by', { name: nameOf(closedBy, t) })}</p>}
          </>
        )}
        {interventions.map(({ what, by, at, reason }) => (
          <p key={at}>
            {t(what === 'CLOSE' ? 'history.closedFor' : 'history.stoppedFor', {
              name: nameOf(by, t),
              time: timeOfDay(at, i18n.language),
              reason,
            })}
          </p>
        ))}
      </td>
    </tr>
  )
}

/** « Vidéos »: what was broadcast, grouped by opening, so that several files of one lesson can be put in order. */
function Videos({ openings }: { openings: PastOpening[] }) {
  const { t, i18n } = useTranslation()
  const withVideos = openings.filter((opening) => recorded(opening).length > 0)
  const hosts = targets(openings)
  return (
    <section className={css.videos} aria-labelledby="videos">
      <h2 id="videos">{t('history.videos')}</h2>
      {hosts.length === 0 ? (
        <p>{t('history.noVideos')}</p>
      ) : (
        <>
          <p>{t('history.whereVideos')}</p>
          <ul>
            {hosts.map((host) => (
              <li key={host}>
                <a href={libraryOf(host)}>{t('history.openLibrary', { host })}</a>
              </li>
            ))}
          </ul>
        </>
      )}
      {withVideos.map((opening) => (
        <div key={opening.id} className={css.runs}>
          <h3>{dayAndTime(opening.openedAt ?? opening.requestedAt, i18n.language)}</h3>
          <ol>
            {recorded(opening).map((run) => {
              const end = endWording(run)
              return (
                <li key={run.id}>
                  {t('history.run', {
                    from: timeOfDay(run.liveSince ?? run.requestedAt, i18n.language),
                    length: duration(run.liveSeconds * 1000),
                    host: run.host,
                  })}
                  {end && <span className={css.soft}> {t(end)}</span>}
                </li>
              )
            })}
          </ol>
        </div>
      ))}
    </section>
  )
}
