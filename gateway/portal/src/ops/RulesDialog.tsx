import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Establishment, Rules } from '../api/shapes'
import { fieldErrors, Problem } from '../api/problem'
import { Button } from '../ui/Button'
import { Dialog, DialogActions, DialogBody } from '../ui/Dialog'
import { Choice, TextArea, TextField } from '../ui/Field'
import { toast } from '../ui/news'
import { Note } from '../ui/Note'
import { ProblemNote } from '../ui/ProblemNote'
import { TypingDialog } from '../ui/TypingDialog'
import css from './Ops.module.css'
import { useEstablishment, useForesight, useRuling } from './queries'
import { draftOf, faultsOf, rulesOf, type RulesDraft } from './rules'

/** Changes what a school allows; before that is kept, what it would refuse is told. */
export function RulesDialog(props: { code: string; name: string; onClose: () => void }) {
  const { t } = useTranslation()
  const { code, name, onClose } = props
  const { data, error, refetch } = useEstablishment(code)
  const title = t('ops.rules.editTitle', { name })
  if (data) {
    return (
      <Form
        key={data.version}
        title={title}
        establishment={data}
        onReload={() => void refetch()}
        onClose={onClose}
      />
    )
  }
  return (
    <Dialog title={title} wide onClose={onClose}>
      <DialogBody>
        {error ? <ProblemNote error={error} /> : <p>{t('common.loading')}</p>}
      </DialogBody>
    </Dialog>
  )
}

function Form(props: {
  title: string
  establishment: Establishment
  onReload: () => void
  onClose: () => void
}) {
  const { t } = useTranslation()
  const { id: code, rules, version } = props.establishment
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
    ruling.mutate(
      { ...wanted, version },
      {
        onSuccess: () => {
          toast(t('ops.rules.saved'))
          props.onClose()
        },
      },
    )
  }
  return (
    <TypingDialog title={props.title} changed={changed} wide onLeave={props.onClose}>
      {(ask) => (
        <form noValidate onSubmit={save}>
          <DialogBody>
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
            {Object.keys(said).length === 0 && <ProblemNote error={ruling.error} />}
            {stale && (
              <div>
                <Button size="small" onClick={props.onReload}>
                  {t('ops.rules.reload')}
                </Button>
              </div>
            )}
          </DialogBody>
          <DialogActions>
            <Button onClick={ask}>{t('common.cancel')}</Button>
            <Button type="submit" tone="primary" busy={ruling.isPending && t('settings.saving')}>
              {t('share.save')}
            </Button>
          </DialogActions>
        </form>
      )}
    </TypingDialog>
  )
}

/** What these rules would refuse that is allowed now. */
function Foresight({ code, rules }: { code: string; rules: Rules }) {
  const { t } = useTranslation()
  const { data } = useForesight(code, rules)
  if (data === undefined) return null
  const refused = data.wouldBeRefused
  if (refused.length === 0) {
    return (
      <Note tone="blue" role="status">
        {t('ops.rules.nothingRefused')}
      </Note>
    )
  }
  return (
    <Note tone="orange" role="status">
      <p>{t('ops.rules.refused', { count: refused.length })}</p>
      <ul className={css.refused}>
        {refused.map(({ room, name, why }) => (
          <li key={room + why}>{t(`ops.rules.why.${why}`, { name })}</li>
        ))}
      </ul>
    </Note>
  )
}
