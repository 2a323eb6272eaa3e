import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../api/client'
import type { RoomView } from '../api/shapes'
import { ProblemNote } from '../ui/ProblemNote'
import css from './RoomPanel.module.css'
import { useAction } from './useAction'

/** « Partage »: who has which role in the room. */
export function PeopleBlock({ room }: { room: RoomView }) {
  const { t } = useTranslation()
  const { data, error } = useShares(room)
  return (
    <section className={css.block} aria-labelledby="partage">
      <h3 id="partage">{t('people.title')}</h3>
      <ul className={css.people}>
        <li>
          <span>{room.owner.name}</span>
          <span className={css.role}>{t('role.OWNER')}</span>
        </li>
        {data?.shares.map(({ kind, id, name, role, size }) => (
          <li key={`${kind}:${id}`}>
            <span>
              {name}
              {size !== null && kind === 'GROUP' && ` (${t('people.size', { count: size })})`}
            </span>
            <span className={css.role}>{t(`role.${role}`)}</span>
          </li>
        ))}
      </ul>
      {data?.shares.length === 0 && <p className={css.soft}>{t('people.nobody')}</p>}
      <ProblemNote error={error} />
    </section>
  )
}

/** Asked again when it changes, and when a dialog that may have changed it is closed. */
function useShares({ id, shares: { version } }: RoomView) {
  const { action } = useAction()
  return useQuery({
    queryKey: ['shares shown', id, version],
    queryFn: ({ signal }) =>
      answer(api.GET('/api/v1/rooms/{id}/shares', { params: { path: { id } }, signal })),
    enabled: action === undefined,
    staleTime: 0,
  })
}
