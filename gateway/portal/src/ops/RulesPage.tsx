import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { EstablishmentRules, Rules } from '../api/awaited'
import { fieldErrors, Problem } from '../api/problem'
import { Button } from '../ui/Button'
import { Choice, TextArea, TextField } from '../ui/Field'
import { toast } from '../ui/news'
import { Note } from '../ui/Note'
import { ProblemNote } from '../ui/ProblemNote'
import css from './Ops.module.css'
import { useEstablishments, useForesight, useRules, useRuling } from './queries'
import { draftOf, faultsOf, rulesOf, type RulesDraft } from './rules'

/** « Quotas et hôtes RTMP »: what each school allows, and how much of it. */
export function RulesPage() {
  const { t } = useTranslation()
  const { data, error } = useEstablishments()
  const [chosen, setChosen] = useState<string>()
  const code = chosen ?? data?.[0]?.code
  if (error) return <ProblemNote error={error} />
  if (data === undefined) return <p>{t('common.loading')}</p>
  if (code === undefined) return <p>{t('ops.rules.none')}</p>
  return (
    <div className={css.narrow}>
      <label className={css.filter}>
        <span>{t('ops.establishment')}</span>
        <select value={code} onChange={(event) => setChosen(event.target.value)}>
          {data.map((each) => (
            <option key={each.code} value={each.code}>
              {each.name} ({each.code})
            </option>
          ))}
        </select>
      </label>
      <OfEstablishment key={code} code={code} />
    </div>
  )
}

function OfEstablishment({ code }: { code: string }) {
  const { t } = useTranslation()
  const { data, error, refetch } = useRules(code)
  if (error) return <ProblemNote error={error} />
  if (data === undefined) return <p>{t('common.loading')}</p>
  return <Form key={data.version} code={code} rules={data} onStale={() => void refetch()} />
}

function Form(props: { code: string; rules: EstablishmentRules; onStale: () => void }) {
  const { t } = useTranslation()
  const { code, rules } = props
  const [draft, setDraft] = useState(draftOf(rules))
  const [tried, setTried] = useState(false)
  const ruling = useRuling(code)
  const found = faultsOf(draft)
  const said = ruling.error instanceof Problem ? fieldErrors(ruling.error) : {}
  const fault = (field: 'openRooms' | 'streamHosts') =>
    tried && found[field] ? t(found[field]) : said[field]
  const change = (next: Partial<RulesDraft>) => {
    setDraft({ ...draft, ...next })
    if (ruling.isError) ruling.reset()
  }
  const stale = ruling.error instanceof Problem && ruling.error.status === 409
  const wanted = rulesOf(draft)
  const changed = JSON.stringify(wanted) !== JSON.stringify(rulesOf(draftOf(rules)))
  const save = (event: FormEvent) => {
    event.preventDefault()
    if (ruling.isPending) return
    setTried(true)
    const first = (['openRooms', 'streamHosts'] as const).find((field) => found[field])
    if (first) return document.getElementById(first)?.focus()
    ruling.mutate({ ...wanted, version: rules.version }, { onSuccess: () => toast(t('ops.rules.saved')) })
  }
  return (
    <form noValidate className={css.form} onSubmit={save}>
      <TextField
        id="openRooms"
        label={t('ops.rules.openRooms')}
        help={t('ops.rules.openRoomsHelp')}
        inputMode="numeric"
        value={draft.openRooms}
        error={fault('openRooms')}
        onChange={(openRooms) => change({ openRooms })}
      />
      <TextArea
        id="streamHosts"
        label={t('ops.rules.streamHosts')}
        help={t('ops.rules.streamHostsHelp')}
        rows={4}
        value={draft.streamHosts}
        error={fault('streamHosts')}
        onChange={(streamHosts) => change({ streamHosts })}
      />
      <Choice
        type="checkbox"
        label={t('ops.rules.publicLinks')}
        help={t('ops.rules.publicLinksHelp')}
        checked={draft.publicLinks}
        onChange={(publicLinks) => change({ publicLinks })}
      />
      <Choice
        type="checkbox"
        label={t('ops.rules.externalInvitations')}
        help={t('ops.rules.externalInvitationsHelp')}
        checked={draft.externalInvitations}
        onChange={(externalInvitations) => change({ externalInvitations })}
      />
      {changed && Object.keys(found).length === 0 && <Foresight code={code} rules={wanted} />}
      <ProblemNote error={Object.keys(said).length === 0 ? ruling.error : undefined} />
      <div className={css.ask}>
        <Button type="submit" tone="primary" busy={ruling.isPending && t('settings.saving')}>
          {t('share.save')}
        </Button>
        {stale && <Button onClick={props.onStale}>{t('ops.rules.reload')}</Button>}
      </div>
    </form>
  )
}

/** What these rules would refuse that is allowed now, before they are kept. */
function Foresight({ code, rules }: { code: string; rules: Rules }) {
  const { t } = useTranslation()
  const { data, isPending, isError } = useForesight(code, rules, true)
  if (isPending || isError) return null
  const refused = data.wouldBeRefused
  return (
    <Note tone={refused.length > 0 ? 'orange' : 'blue'} role="status">
      {refused.length === 0 ? (
        t('ops.rules.nothingRefused')
      ) : (
        <>
          <p>{t('ops.rules.refused', { count: refused.length })}</p>
          <ul className={css.refused}>
            {refused.map((each) => (
              <li key={JSON.stringify(each)}>{said(each)}</li>
            ))}
          </ul>
        </>
      )}
    </Note>
  )
}

function said(refused: unknown): string {
  if (typeof refused === 'string') return refused
  return Object.values(refused as object)
    .filter((value) => typeof value === 'string')
    .join(' – ')
}
