import { useTranslation } from 'react-i18next'
import { Problem } from '../api/problem'
import type { InvitationBody } from '../api/shapes'
import { Note } from '../ui/Note'
import { ProblemNote } from '../ui/ProblemNote'
import css from './InviteDialog.module.css'
import { usePreview } from './queries'

/** The message as recipients will see it, in a frame that can do nothing. */
export function Preview(props: {
  room: string
  letter: InvitationBody
  /** The link that people without an account get instead; null: there are none. */
  linkOutside: string | null
}) {
  const { t, i18n } = useTranslation()
  const { room, letter, linkOutside } = props
  const { data, error, isPending } = usePreview(room, letter, true)
  if (error instanceof Problem && error.errors.length > 0) return <Missing problem={error} />
  if (error) return <ProblemNote error={error} />
  if (isPending) return <p>{t('common.loading')}</p>
  return (
    <div className={css.preview}>
      <dl>
        <dt>{t('letter.subjectLabel')}</dt>
        <dd>{data.subject}</dd>
        <dt>{t('letter.recipients')}</dt>
        <dd>{t('letter.total', { count: data.people })}</dd>
      </dl>
      {linkOutside !== null && <p>{t('letter.outside', { link: linkOutside })}</p>}
      <iframe
        title={t('letter.preview')}
        sandbox=""
        srcDoc={pageOf(data.html, i18n.language)}
        className={css.frame}
      />
    </div>
  )
}

/** What is still to be written before there is something to see. */
function Missing({ problem }: { problem: Problem }) {
  const { t } = useTranslation()
  return (
    <Note tone="orange">
      <p role="status">{t('letter.previewLater')}</p>
      <ul>
        {problem.errors.map(({ field, value, message }) => (
          <li key={`${field} ${value}`}>{message}</li>
        ))}
      </ul>
    </Note>
  )
}

/** The page's policy holds in the frame too: it has no styles of its own, only the portal's for letters. */
function pageOf(html: string, language: string): string {
  const words = html
    .replace(/<style[\s\S]*?<\/style>/gi, '')
    .replace(/\sstyle\s*=\s*("[^"]*"|'[^']*')/gi, '')
  const inside = /<body[^>]*>([\s\S]*)<\/body>/i.exec(words)?.[1] ?? words
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>-</title><link rel="stylesheet" href="${location.origin}/letter.css"></head><body>${inside}</body></html>`
}
