import { useTranslation } from 'react-i18next'
import { Problem, wordingOf } from '../api/problem'
import { Note } from './Note'

/** Why an action did not work, beside where it was asked for. */
export function ProblemNote({ error }: { error: unknown }) {
  const { t } = useTranslation()
  if (error === null || error === undefined) return null
  const problem = error instanceof Problem ? error : undefined
  return (
    <Note tone="red" role="alert">
      {problem?.detail ?? t(problem ? wordingOf(problem) : 'problem.unknown')}
      {problem?.code && <> {t('problem.code', { code: problem.code })}</>}
    </Note>
  )
}
