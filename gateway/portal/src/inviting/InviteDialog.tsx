import { useMutation } from '@tanstack/react-query'
import { useEffect, useId, useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api, idempotencyKeys } from '../api/client'
import { fieldErrors, Problem } from '../api/problem'
import type { Invitation, RoomView } from '../api/shapes'
import { useAction } from '../rooms/useAction'
import { useDraft } from '../session/draft'
import { useMe } from '../session/session'
import { DirectorySearch, keyOf, type Found } from '../sharing/DirectorySearch'
import { Button } from '../ui/Button'
import { DialogActions, DialogBody } from '../ui/Dialog'
import { TextArea, TextField } from '../ui/Field'
import { Icon } from '../ui/icons'
import { Note } from '../ui/Note'
import { ProblemNote } from '../ui/ProblemNote'
import { TypingDialog } from '../ui/TypingDialog'
import css from './InviteDialog.module.css'
import { htmlOf, letterFaults, type LetterField } from './message'
import { Sending } from './Sending'

interface Draft {
  recipients: Found[]
  subject: string
  body: string
}

const fieldOrder: readonly LetterField[] = ['recipients', 'subject', 'body']

/** « Envoyer une invitation »: one message to each recipient's mailbox, then what became of it. */
export default function InviteDialog({ room }: { room: RoomView }) {
  const { t } = useTranslation()
  const { done } = useAction()
  const me = useMe()
  const start: Draft = {
    recipients: [],
    subject: t('letter.subject', { room: room.name }),
    body: t('letter.body', { room: room.name, link: room.link, name: me?.name ?? '' }),
  }
  const [draft, keepDraft, forgetDraft] = useDraft(`inviter-${room.id}`, start)
  const [tried, setTried] = useState(false)
  const id = useId()
  const invitation = useInvitation(room.id)
  const setDraft = (next: Draft) => {
    keepDraft(next)
    if (invitation.isError) invitation.reset() // what was refused is told until something is changed
  }
  const leave = () => {
    forgetDraft()
    done()
  }
  const found = letterFaults(draft, room.link)
  const said = invitation.error instanceof Problem ? fieldErrors(invitation.error) : {}
  useEffect(() => {
    const refused = invitation.error instanceof Problem ? fieldErrors(invitation.error) : {}
    const first = fieldOrder.find((name) => refused[name])
    if (first) document.getElementById(`${id}-${first}`)?.focus()
  }, [invitation.error, id])
  const fault = (name: LetterField) => (tried && found[name] ? t(found[name]) : said[name])
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (invitation.isPending) return
    setTried(true)
    const first = fieldOrder.find((name) => found[name])
    if (first) return document.getElementById(`${id}-${first}`)?.focus()
    invitation.mutate(
      {
        people: idsOf(draft.recipients, 'PERSON'),
        groups: idsOf(draft.recipients, 'GROUP'),
        subject: draft.subject.trim(),
        body: htmlOf(draft.body, room.link),
      },
      { onSuccess: forgetDraft },
    )
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
            <DirectorySearch
              label={t('letter.recipients')}
              inputId={`${id}-recipients`}
              error={fault('recipients')}
              taken={new Set(draft.recipients.map(keyOf))}
              onAdd={(added) => setDraft({ ...draft, recipients: [...draft.recipients, added] })}
            />
            <Recipients
              recipients={draft.recipients}
              onRemove={(gone) =>
                setDraft({ ...draft, recipients: draft.recipients.filter((each) => each !== gone) })
              }
            />
            <TextField
              id={`${id}-subject`}
              label={t('letter.subjectLabel')}
              value={draft.subject}
              error={fault('subject')}
              required
              onChange={(subject) => setDraft({ ...draft, subject })}
            />
            <TextArea
              id={`${id}-body`}
              label={t('letter.bodyLabel')}
              help={t('letter.bodyHelp')}
              rows={9}
              value={draft.body}
              error={fault('body')}
              onChange={(body) => setDraft({ ...draft, body })}
            />
            {found.body && (
              <div>
                <Button
                  size="small"
                  onClick={() =>
                    setDraft({ ...draft, body: `${draft.body.trimEnd()}\n\n${room.link}\n` })
                  }
                >
                  {t('letter.putLinkBack')}
                </Button>
              </div>
            )}
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

function Recipients(props: { recipients: Found[]; onRemove: (found: Found) => void }) {
  const { t } = useTranslation()
  const total = props.recipients.reduce((sum, { size }) => sum + size, 0)
  return (
    <div>
      <ul className={css.chips} aria-label={t('letter.chosen')}>
        {props.recipients.map((found) => (
          <li key={keyOf(found)} className={css.chip}>
            <span>{found.kind === 'GROUP' ? `${found.name} (${found.size})` : found.name}</span>
            <button
              type="button"
              aria-label={t('share.removeName', { name: found.name })}
              onClick={() => props.onRemove(found)}
            >
              <Icon name="close" />
            </button>
          </li>
        ))}
      </ul>
      <p role="status" className={css.total}>
        {total > 0 && t('letter.total', { count: total })}
      </p>
    </div>
  )
}

function idsOf(recipients: Found[], kind: Found['kind']) {
  return recipients.filter((each) => each.kind === kind).map(({ id }) => id)
}

function useInvitation(id: string) {
  const [keys] = useState(idempotencyKeys)
  return useMutation({
    mutationFn: (body: Invitation) =>
      answer(
        api.POST('/api/v1/rooms/{id}/invitations', {
          params: { path: { id } },
          body,
          headers: keys(body),
        }),
      ),
  })
}
