import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { AuditChain, AuditLine, AuditQuestion } from '../api/shapes'
import type { Found } from '../sharing/directory'
import { DirectorySearch } from '../sharing/DirectorySearch'
import { Button, buttonClass } from '../ui/Button'
import { dayAndTime } from '../ui/days'
import { Select, TextField } from '../ui/Field'
import { Icon } from '../ui/icons'
import { Note } from '../ui/Note'
import { ProblemNote } from '../ui/ProblemNote'
import { namedDeeds } from './deeds'
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
      text: ({ what, as }) => {
        const deed = t(`ops.deed.${what}`, what)
        return as ? `${deed} (${t(`role.${as}`, as)})` : deed
      },
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
  const { t, i18n } = useTranslation()
  const [typed, setTyped] = useState(EVERYTHING)
  const [person, setPerson] = useState<Found>()
  const [tried, setTried] = useState(false)
  const room = typed.room.trim() === '' ? '' : roomIn(typed.room)
  const change = (part: Partial<AuditQuestion>) => setTyped({ ...typed, ...part })
  const choose = (found: Found | undefined) => {
    setPerson(found)
    change({ who: found?.id ?? '' })
  }
  const ask = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (room === undefined) return document.getElementById('salle-cherchee')?.focus()
    onAsk({ ...typed, room })
  }
  const day = (name: 'from' | 'to') => (
    <TextField
      label={t(`ops.ask.${name}`)}
      type="date"
      value={typed[name]}
      onChange={(text) => change({ [name]: text })}
    />
  )
  return (
    <form role="search" aria-label={t('ops.ask.title')} className={css.questions} onSubmit={ask}>
      {person === undefined ? (
        <DirectorySearch label={t('ops.ask.who')} only="PERSON" taken={new Set()} onAdd={choose} />
      ) : (
        <p>
          {t('ops.ask.whoName', { name: person.name })}{' '}
          <Button size="small" onClick={() => choose(undefined)}>
            {t('ops.ask.anybody')}
          </Button>
        </p>
      )}
      <Select label={t('ops.ask.what')} value={typed.what} onChange={(what) => change({ what })}>
        <option value="">{t('ops.ask.everything')}</option>
        {namedDeeds(t, i18n.language).map(([code, name]) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </Select>
      <TextField
        id="salle-cherchee"
        label={t('ops.ask.room')}
        value={typed.room}
        error={tried && room === undefined ? t('ops.ask.roomError') : undefined}
        onChange={(text) => change({ room: text })}
      />
      {day('from')}
      {day('to')}
      <div className={css.ask}>
        <Button type="submit" tone="primary" icon="search">
          {t('ops.ask.search')}
        </Button>
        <Button
          onClick={() => {
            setTyped(EVERYTHING)
            setPerson(undefined)
            setTried(false)
            onAsk(EVERYTHING)
          }}
        >
          {t('ops.ask.reset')}
        </Button>
      </div>
    </form>
  )
}

/** The room whose address it is, or whose id; undefined: none. */
function roomIn(typed: string): string | undefined {
  return /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/i.exec(typed)?.[0]
}
