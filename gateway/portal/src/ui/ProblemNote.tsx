import { useTranslation } from 'react-i18next'
import { Problem, wordingOf } from '../api/problem'
import { Note } from './Note'
import { useNow } from './time'

/** Why an action did not work, beside where it was asked for. */
export function ProblemNote({ error }: { error: unknown }) {
  const { t } = useTranslation()
  if (error === null || error === undefined) return null
  const problem = error instanceof Problem ? error : undefined
  return (
    <Note tone="red">
      <p role="alert">
        {problem?.detail ?? t(problem ? wordingOf(problem) : 'problem.unknown')}
        {problem?.code && <> {t('problem.code', { code: problem.code })}</>}
      </p>
      {problem?.retryAfter && <RetryIn problem={problem} />}
    </Note>
  )
}

const LONG = 60 * 60

/** Ticks unread. Of a long wait the sentence before says enough. */
function RetryIn({ problem }: { problem: Problem }) {
  const { t } = useTranslation()
  const seconds = useRetryIn(problem)
  return seconds > 0 && seconds <= LONG && <p role="timer">{t('problem.retryIn', { seconds })}</p>
}

/** In how many seconds asking again may help; nought for now, or if nothing was said. */
export function useRetryIn(error: unknown): number {
  const now = useNow()
  if (!(error instanceof Problem) || error.retryAfter === undefined) return 0
  const seconds = Math.ceil((error.at + error.retryAfter * 1000 - now) / 1000)
  return Math.min(Math.max(0, seconds), error.retryAfter) // the tick may be older than the answer
}
