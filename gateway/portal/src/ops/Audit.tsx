import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { AuditChain, AuditLine, AuditQuestion } from '../api/shapes'
import { Button, buttonClass } from '../ui/Button'
import { dayAndTime } from '../ui/days'
import { TextField } from '../ui/Field'
import { Icon } from '../ui/icons'
import { Note } from '../ui/Note'
import { ProblemNote } from '../ui/ProblemNote'
import css from './Ops.module.css'
import { OpsTable, type ShownColumn } from './OpsTable'
import { auditFile, useAudit } from './queries'

const EVERYTHING: AuditQuestion = { who: '', what: '', room: '', from: '', to: '' }

/** « Journal d'audit »: who did what, and what was refused. Nobody changes it. */
export function Audit() {
  const { t, i18n } = useTranslation()
  const [question, setQuestion] = useState(EVERYTHING)
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = useAudit(question)
  const or = (text: string | null) => text ?? t('ops.none')
  const columns: ShownColumn<AuditLine>[] = [
    {
      id: 'at',
      title: t('ops.audit.at'),
      text: ({ at }) => dayAndTime(at, i18n.language),
      order: ({ line }) => line,
    },
    {
      id: 'who',
      title: t('ops.audit.who'),
      text: ({ who, erased }) => (erased ? t('person.erased') : or(who && who.name)),
    },
    {
      id: 'what',
      title: t('ops.audit.what'),
      text: ({ what, as }) => (as ? `${what} (${t(`role.${as}`, as)})` : what),
    },
    { id: 'result', title: t('ops.audit.result'), text: ({ result }) => t(`ops.result.${result}`) },
    { id: 'room', title: t('ops.rooms.room'), text: ({ room }) => or(room) },
    {
      id: 'establishment',
      title: t('ops.establishment'),
      text: ({ establishment }) => or(establishment),
    },
    { id: 'address', title: t('ops.audit.address'), text: ({ address }) => or(address) },
    { id: 'detail', title: t('ops.audit.detail'), text: ({ detail }) => detail },
  ]
  return (
    <>
      <Questions onAsk={setQuestion} />
      <ProblemNote error={error} />
      <Seal chain={data?.pages[0]?.chain ?? null} />
      <p>
        <a className={buttonClass('secondary')} href={auditFile(question)} download>
          <Icon name="download" />
          {t('ops.exportAll')}
        </a>
      </p>
      <OpsTable
        caption={t('ops.audit.title')}
        columns={columns}
        rows={data?.pages.flatMap(({ lines }) => lines)}
        keyOf={({ line }) => String(line)}
        sorting={{ column: 'at', down: true }}
        empty={t('ops.audit.empty')}
      />
      {hasNextPage && (
        <div>
          <Button
            busy={isFetchingNextPage && t('common.loading')}
            onClick={() => void fetchNextPage()}
          >
            {t('ops.more')}
          </Button>
        </div>
      )}
    </>
  )
}

/** Whether the lines are as they were written. */
function Seal({ chain }: { chain: AuditChain | null }) {
  const { t, i18n } = useTranslation()
  if (chain === null) return null
  const when = dayAndTime(chain.at, i18n.language)
  return chain.intact ? (
    <Note tone="green">{t('ops.audit.intact', { when, count: chain.lines })}</Note>
  ) : (
    <Note tone="red" role="alert">
      {t('ops.audit.broken', { when, finding: chain.finding })}
    </Note>
  )
}

function Questions({ onAsk }: { onAsk: (question: AuditQuestion) => void }) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState(EVERYTHING)
  const field = (name: keyof AuditQuestion, type: 'text' | 'date') => (
    <TextField
      label={t(`ops.ask.${name}`)}
      type={type}
      value={typed[name]}
      onChange={(text) => setTyped({ ...typed, [name]: text })}
    />
  )
  const ask = (event: FormEvent) => {
    event.preventDefault()
    onAsk(typed)
  }
  return (
    <form role="search" aria-label={t('ops.ask.title')} className={css.questions} onSubmit={ask}>
      {field('who', 'text')}
      {field('what', 'text')}
      {field('room', 'text')}
      {field('from', 'date')}
      {field('to', 'date')}
      <div className={css.ask}>
        <Button type="submit" tone="primary" icon="search">
          {t('ops.ask.search')}
        </Button>
        <Button
          onClick={() => {
            setTyped(EVERYTHING)
            onAsk(EVERYTHING)
          }}
        >
          {t('ops.ask.reset')}
        </Button>
      </div>
    </form>
  )
}
