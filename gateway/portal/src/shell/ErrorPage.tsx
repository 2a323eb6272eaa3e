import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { Problem, wordingOf } from '../api/problem'
import { Button, buttonClass } from '../ui/Button'
import css from './ErrorPage.module.css'
import { useTitle } from './useTitle'

/** A whole page that could not be shown, and what to do now. */
export function ErrorPage(props: { error: Error; onRetry?: () => void }) {
  const { t } = useTranslation()
  const problem = props.error instanceof Problem ? props.error : undefined
  if (problem && [403, 404, 410].includes(problem.status)) return <NoSuchRoomPage />
  return (
    <Page title={t('error.title')}>
      <p>{t(problem ? wordingOf(problem) : 'problem.unknown')}</p>
      {problem?.code && <p>{t('problem.code', { code: problem.code })}</p>}
      {props.onRetry && (
        <Button tone="primary" onClick={props.onRetry}>
          {t('common.retry')}
        </Button>
      )}
    </Page>
  )
}

/** The same for a room that is not there and one that may not be known. */
export function NoSuchRoomPage() {
  const { t } = useTranslation()
  return (
    <Page title={t('error.noRoom')}>
      <p>{t('error.noRoomText')}</p>
      <HomeLink />
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
