import { useEffect, useId, useState, type FormEvent } from 'react'
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components/Tabs'
import { useTranslation } from 'react-i18next'
import type { InvitationBody } from '../api/shapes'
import { fieldErrors, Problem } from '../api/problem'
import type { RoomView } from '../api/shapes'
import { useAction } from '../rooms/useAction'
import { useDraft } from '../session/draft'
import { useMe } from '../session/session'
import { usePublicLinks } from '../settings/publicLinks'
import type { Found, FoundKind } from '../sharing/directory'
import { Button } from '../ui/Button'
import { DialogActions, DialogBody } from '../ui/Dialog'
import { Choice, TextField } from '../ui/Field'
import { Note } from '../ui/Note'
import { ProblemNote } from '../ui/ProblemNote'
import { serverNow } from '../ui/time'
import { TypingDialog } from '../ui/TypingDialog'
import { Editor } from './Editor'
import css from './InviteDialog.module.css'
import {
  htmlOfText,
  isOutside,
  letterFaults,
  meetingOf,
  waysInto,
  type Appointment,
  type LetterField,
} from './letter'
import { MeetingFields } from './MeetingFields'
import { Preview } from './Preview'
import { useInvitation, useLimits, usePreview } from './queries'
import { Recipients } from './Recipients'
import { Sending } from './Sending'

interface Draft {
  recipients: Found[]
  subject: string
  body: string
  meeting: Appointment | null
}

const NO_DATE: Appointment = { date: '', time: '', minutes: '60' }

const fieldOrder: readonly LetterField[] = [
  'recipients',
  'subject',
  'body',
  'date',
  'time',
  'minutes',
]

/** « Envoyer une invitation »: one message to each recipient, then what became of it. */
export default function InviteDialog({ room }: { room: RoomView }) {
  const { t } = useTranslation()
  const { done } = useAction()
  const me = useMe()
  const start: Draft = {
    recipients: [],
    subject: t('letter.subject', { room: room.name }),
    body: htmlOfText(
      t('letter.body', { room: room.name, link: room.link, name: me?.name ?? '' }),
      room.link,
    ),
    meeting: null,
  }
  const [draft, keepDraft, forgetDraft] = useDraft(`inviter-${room.id}`, start)
  const [tried, setTried] = useState(false)
  const [tab, setTab] = useState<'WRITE' | 'READ'>('WRITE')
  const id = useId()
  const limits = useLimits()
  const linkAllowed = usePublicLinks(room.establishment?.id ?? '')
  const ways = waysInto(room)
  const outside = draft.recipients.filter(isOutside)
  const { people, objection } = useCount(room.id, draft.recipients, start)
  const invitation = useInvitation(room.id)
  const setDraft = (next: Partial<Draft>) => {
    keepDraft({ ...draft, ...next })
    if (invitation.isError) invitation.reset() // what was refused is told until something is changed
  }
  const leave = () => {
    forgetDraft()
    done()
  }
  const found = letterFaults(draft, ways, { most: limits.most, people }, serverNow())
  const refusal = invitation.error instanceof Problem ? invitation.error : undefined
  const said = faultsSaid(refusal)
  useEffect(() => {
    if (refusal) goTo(fieldOrder.find((name) => faultsSaid(refusal)[name]))
  }, [refusal])
  const noWayIn = found.recipients === 'letter.noPublicLink'
  const fault = (name: LetterField) => {
    if (name === 'recipients' && noWayIn)
      return t(linkAllowed ? 'letter.noPublicLink' : 'letter.publicLinkForbidden', {
        count: outside.length,
      })
    return tried && found[name]
      ? t(found[name], { most: limits.most, people: people ?? draft.recipients.length })
      : (said[name] ?? (name === 'recipients' ? faultsSaid(objection).recipients : undefined))
  }
  const goTo = (first: LetterField | undefined) => {
    if (first === undefined) return
    setTab('WRITE')
    setTimeout(() => document.getElementById(`${id}-${first}`)?.focus()) // when its tab is there
  }
  const letter = letterOf(draft)
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (invitation.isPending) return
    setTried(true)
    const first = fieldOrder.find((name) => found[name])
    if (first) return goTo(first)
    invitation.mutate(letter, { onSuccess: forgetDraft })
  }
  if (invitation.data) return <Sending room={room.id} sent={invitation.data} onClose={leave} />
  const faulty = fieldOrder.flatMap((name) => fault(name) ?? [])
  return (
    <TypingDialog
      title={t('letter.title')}
      changed={JSON.stringify(draft) !== JSON.stringify(start)}
      wide
      onLeave={leave}
    >
      {(ask) => (
        <form noValidate onSubmit={send}>
          <DialogBody>
            {faulty.length > 0 && (
              <Note tone="red" role="alert">
                <p>{t('settings.faults', { count: faulty.length })}</p>
                <ul className={css.faults}>
                  {faulty.map((text) => (
                    <li key={text}>{text}</li>
                  ))}
                </ul>
              </Note>
            )}
            <Tabs
              className={css.tabs ?? ''}
              selectedKey={tab}
              onSelectionChange={(key) => setTab(key === 'READ' ? 'READ' : 'WRITE')}
            >
              <TabList className={css.tabList ?? ''} aria-label={t('letter.views')}>
                <Tab id="WRITE" className={css.tab ?? ''}>
                  {t('letter.write')}
                </Tab>
                <Tab id="READ" className={css.tab ?? ''}>
                  {t('letter.preview')}
                </Tab>
              </TabList>
              <TabPanel id="WRITE" className={css.tabPanel ?? ''}>
                <Recipients
                  id={`${id}-recipients`}
                  recipients={draft.recipients}
                  people={people}
                  limits={limits}
                  error={fault('recipients')}
                  refused={
                    new Set([
                      ...unknown(refusal ?? objection),
                      ...(noWayIn ? outside.map((each) => each.id) : []),
                    ])
                  }
                  onRecipients={(recipients) => setDraft({ recipients })}
                />
                <TextField
                  id={`${id}-subject`}
                  label={t('letter.subjectLabel')}
                  value={draft.subject}
                  error={fault('subject')}
                  maxLength={200}
                  required
                  onChange={(subject) => setDraft({ subject })}
                />
                <Editor
                  id={`${id}-body`}
                  label={t('letter.bodyLabel')}
                  help={t('letter.bodyHelp')}
                  html={draft.body}
                  link={room.link}
                  error={fault('body')}
                  onChange={(body) => setDraft({ body })}
                />
                <Choice
                  type="checkbox"
                  label={t('meeting.enclose')}
                  help={t('meeting.encloseHelp')}
                  checked={draft.meeting !== null}
                  onChange={(wanted) => setDraft({ meeting: wanted ? NO_DATE : null })}
                />
                {draft.meeting && (
                  <MeetingFields
                    id={id}
                    meeting={draft.meeting}
                    fault={fault}
                    onMeeting={(meeting) => setDraft({ meeting })}
                  />
                )}
              </TabPanel>
              <TabPanel id="READ" className={css.tabPanel ?? ''}>
                <Preview
                  room={room.id}
                  letter={letter}
                  linkOutside={outside.length > 0 ? ways.forGuests : null}
                />
              </TabPanel>
            </Tabs>
            {Object.keys(said).length === 0 && <ProblemNote error={invitation.error} />}
          </DialogBody>
          <DialogActions>
            <Button onClick={ask}>{t('common.cancel')}</Button>
            <Button
              type="submit"
              tone="primary"
              icon="mail"
              busy={invitation.isPending && t('letter.sending')}
            >
              {t('letter.send')}
            </Button>
          </DialogActions>
        </form>
      )}
    </TypingDialog>
  )
}

function letterOf({ recipients, subject, body, meeting }: Draft): InvitationBody {
  const chosen = (kind: FoundKind) =>
    recipients.filter((each) => each.kind === kind).map((each) => each.id)
  const dated = meeting !== null && meeting.date !== '' && meeting.time !== ''
  return {
    people: chosen('PERSON'),
    groups: chosen('GROUP'),
    favourites: chosen('FAVOURITE'),
    addresses: chosen('ADDRESS'),
    subject: subject.trim(),
    body,
    ...(dated && { meeting: meetingOf(meeting) }),
  }
}

/**
 * How many people were chosen, each once. Where groups may overlap the server counts, on the message
 * as it was at first: its words do not matter for that.
 */
function useCount(
  room: string,
  recipients: Found[],
  start: Draft,
): { people: number | undefined; objection: Problem | undefined } {
  const several = recipients.some(({ kind }) => kind === 'GROUP' || kind === 'FAVOURITE')
  const letter = letterOf({ ...start, recipients })
  const { data, error, isPlaceholderData } = usePreview(room, letter, several)
  if (!several) return { people: recipients.length, objection: undefined }
  return {
    people: isPlaceholderData || error ? undefined : data?.people,
    objection: error instanceof Problem ? error : undefined,
  }
}

function faultsSaid(problem: Problem | undefined): Partial<Record<LetterField, string>> {
  if (problem === undefined) return {}
  const { start, ...said } = fieldErrors(problem)
  const ofRecipients = problem.errors.filter(({ field }) => field === 'recipients')
  return {
    ...said,
    ...(ofRecipients.length > 0 && {
      recipients: [...new Set(ofRecipients.map(({ message }) => message))].join(' '),
    }),
    ...(start !== undefined && { date: start }),
  }
}

/** Those the server will not write to, by the value it names. */
function unknown(problem: Problem | undefined): string[] {
  return (problem?.errors ?? []).flatMap(({ value }) => value ?? [])
}
