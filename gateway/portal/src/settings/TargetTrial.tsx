import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../api/client'
import type { Reach } from '../api/shapes'
import { useMe } from '../session/session'
import { Button } from '../ui/Button'
import { Note } from '../ui/Note'
import { ProblemNote } from '../ui/ProblemNote'
import { isTarget, separated } from './checks'
import css from './RoomForm.module.css'

/** « Tester la connexion »: as far as one gets without the key. What it found is told of that address only. */
export function TargetTrial(props: { url: string; onFaulty: () => void }) {
  const { t } = useTranslation()
  const mayTry = useMe()?.mayStream
  const trial = useMutation({
    mutationFn: (url: string) => answer(api.POST('/api/v1/streams/target-checks', { body: { url } })),
  })
  if (!mayTry) return null
  const url = separated(props.url)?.url ?? props.url.trim() // a key that hangs on it stays here
  const isOfThis = trial.variables === url
  return (
    <div className={css.trial}>
      <div>
        <Button
          size="small"
          busy={trial.isPending && t('settings.trying')}
          onClick={() => (isTarget(url) ? trial.mutate(url) : props.onFaulty())}
        >
          {t('settings.try')}
        </Button>
      </div>
      <p className={css.soft}>{t('settings.tryHelp')}</p>
      <div role="status">
        {trial.isPending && <p>{t('stream.connecting', { host: hostOf(trial.variables) })}</p>}
        {trial.isSuccess && isOfThis && <Outcome reach={trial.data.reach} />}
      </div>
      {isOfThis && <ProblemNote error={trial.error} />}
    </div>
  )
}

function Outcome({ reach }: { reach: Reach }) {
  const { t } = useTranslation()
  if (reach === 'REACHABLE') return <Note tone="green">{t('settings.reached')}</Note>
  const { why, remedy } = wordsOf(reach)
  return (
    <Note tone="orange">
      <p>{t('settings.notReached', { why: t(why) })}</p>
      <p>{t(remedy)}</p>
    </Note>
  )
}

/** As a stream that fails says it; two of these no stream tells apart. */
function wordsOf(reach: Exclude<Reach, 'REACHABLE'>): { why: string; remedy: string } {
  switch (reach) {
    case 'NOT_RTMP':
      return { why: 'settings.notRtmp', remedy: 'settings.notRtmpRemedy' }
    case 'REFUSED':
      return { why: 'settings.pathRefused', remedy: 'settings.pathRefusedRemedy' }
    case 'UNREACHABLE':
    case 'UNKNOWN_HOST':
    case 'HOST_NOT_ALLOWED':
    case 'TLS':
      return { why: `stream.failure.${reach}`, remedy: `stream.remedy.${reach}` }
  }
}

function hostOf(url: string): string {
  return /^rtmps?:\/\/([^/:]+)/i.exec(url)?.[1] ?? ''
}
