import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { AskAccess } from '../access/AskAccess'
import { Problem, wordingOf } from '../api/problem'
import { Button, buttonClass } from '../ui/Button'
import { useRetryIn } from '../ui/ProblemNote'
import css from './ErrorPage.module.css'
import { useTitle } from './useTitle'

/** A whole page that could not be shown, and what to do now. */
export function ErrorPage(props: {
  error: Error
  /** The room it is about, which one may ask to be let into. */
  room?: string
  onRetry?: () => void
}) {
  const { t } = useTranslation()
  const problem = props.error instanceof Problem ? props.error : undefined
  const told = useRetryIn(props.error)
  const wait = isMaintenance(problem) ? 0 : told // it may be over sooner
  if (problem?.status === 410) return <GonePage />
  if (problem?.kind === 'not-welcome') return <NotAllowedPage />
  if (problem && [403, 404].includes(problem.status)) return <NoSuchRoomPage room={props.room} waits />
  return (
    <Page title={t(titleOf(problem))}>
      <p>{(isMaintenance(problem) && problem?.detail) || t(problem ? wordingOf(problem) : 'problem.unknown')}</p>
      {problem?.code && <p>{t('problem.code', { code: problem.code })}</p>}
      {props.onRetry && (
        <Button
          tone="primary"
          busy={wait > 0 && t('problem.retryIn', { seconds: wait })}
          onClick={props.onRetry}
        >
          {t('common.retry')}
        </Button>
      )}
    </Page>
  )
}

/** The gateway says until when. */
function isMaintenance(problem: Problem | undefined): boolean {
  return problem?.kind === 'maintenance'
}

function titleOf(problem: Problem | undefined): string {
  if (isMaintenance(problem)) return 'error.maintenance'
  switch (problem?.status) {
    case 0:
    case 502:
    case 503:
    case 504:
      return 'error.unavailable'
    case 429:
      return 'error.tooMany'
    case 500:
      return 'error.failed'
    default:
      return 'error.title'
  }
}

/** The same for a room that is not there and one that may not be known. */
export function NoSuchRoomPage(props: { room: string | undefined; waits?: boolean }) {
  const { t } = useTranslation()
  return (
    <Page title={t('error.noRoom')}>
      <p>{t('error.noRoomText')}</p>
      {props.room !== undefined && <AskAccess room={props.room} waits={props.waits ?? false} />}
      <HomeLink />
    </Page>
  )
}

/** A room that was there. */
function GonePage() {
  const { t } = useTranslation()
  return (
    <Page title={t('error.gone')}>
      <p>{t('error.goneText')}</p>
      <HomeLink />
    </Page>
  )
}

/** A public link that opens nothing: it was changed, taken away, or never was. */
export function LinkInvalidPage() {
  const { t } = useTranslation()
  return (
    <Page title={t('guest.invalid')}>
      <p>{t('guest.invalidText')}</p>
    </Page>
  )
}

export function NotFoundPage() {
  const { t } = useTranslation()
  return (
    <Page title={t('error.noPage')}>
      <p>{t('error.noPageText')}</p>
      <HomeLink />
    </Page>
  )
}

export function NotAllowedPage() {
  const { t } = useTranslation()
  return (
    <Page title={t('error.notAllowed')}>
      <p>{t('error.notAllowedText')}</p>
    </Page>
  )
}

function HomeLink() {
  const { t } = useTranslation()
  return (
    <p>
      <Link className={buttonClass('primary')} to="/salles">
        {t('rooms.title')}
      </Link>
    </p>
  )
}

function Page({ title, children }: { title: string; children: React.ReactNode }) {
  useTitle(title)
  return (
    <div className={css.page}>
      <h1>{title}</h1>
      {children}
    </div>
  )
}
