import { useTranslation } from 'react-i18next'
import { Navigate, NavLink, useParams } from 'react-router'
import { useMe } from '../session/session'
import { NotFoundPage } from '../shell/ErrorPage'
import { useTitle } from '../shell/useTitle'
import { AllInvitations } from './AllInvitations'
import { AllRooms } from './AllRooms'
import { Audit } from './Audit'
import { Configuration } from './Configuration'
import { DeadLetters } from './DeadLetters'
import { Erasure } from './Erasure'
import { LiveRooms } from './LiveRooms'
import css from './Ops.module.css'
import { useDeadLetters } from './queries'
import { looksAfter } from './rights'
import { RulesPage } from './RulesPage'

const pages = {
  reunions: { key: 'ops.rooms.title', Page: LiveRooms, adminOnly: false },
  salles: { key: 'ops.allRooms.title', Page: AllRooms, adminOnly: true },
  invitations: { key: 'ops.invitations.title', Page: AllInvitations, adminOnly: false },
  regles: { key: 'ops.rules.title', Page: RulesPage, adminOnly: false },
  configuration: { key: 'ops.configuration.title', Page: Configuration, adminOnly: true },
  audit: { key: 'ops.audit.title', Page: Audit, adminOnly: false },
  echecs: { key: 'ops.failed.title', Page: DeadLetters, adminOnly: true },
  effacement: { key: 'ops.erasure.title', Page: Erasure, adminOnly: true },
}

/** « Exploitation »: what goes on, what was done, and by which rules. */
export default function OpsPage() {
  const { t } = useTranslation()
  const { page } = useParams()
  const me = useMe()
  const mine = Object.entries(pages).filter(([, { adminOnly }]) => !adminOnly || me?.admin)
  const chosen = mine.find(([name]) => name === page)?.[1]
  useTitle(chosen && t(chosen.key), t('ops.title'))
  if (me === undefined) return null
  if (!looksAfter(me)) return <NotFoundPage />
  if (page === undefined) return <Navigate to="/exploitation/reunions" replace />
  if (chosen === undefined) return <NotFoundPage />
  return (
    <div className={css.page}>
      <nav aria-label={t('ops.title')}>
        <ul className={css.menu}>
          {mine.map(([name, { key }]) => (
            <li key={name}>
              <NavLink to={`/exploitation/${name}`}>
                {name === 'echecs' ? <FailedCount /> : t(key)}
              </NavLink>
            </li>
          ))}
        </ul>
      </nav>
      <h1>{t(chosen.key)}</h1>
      <chosen.Page />
    </div>
  )
}

/** « 3 événements en échec »; the page's name while there are none, or nobody knows. */
function FailedCount() {
  const { t } = useTranslation()
  const open = useDeadLetters().data?.pages[0]?.open ?? 0
  return open > 0 ? t('ops.failed.open', { count: open }) : t('ops.failed.title')
}
