import { useEffect, useId, useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { fieldErrors, Problem } from '../api/problem'
import { useMe } from '../session/session'
import { Button } from '../ui/Button'
import { DialogActions, DialogBody } from '../ui/Dialog'
import { Choice, TextField } from '../ui/Field'
import { Note } from '../ui/Note'
import { ProblemNote } from '../ui/ProblemNote'
import { EstablishmentField, GuestFields, PolicyFields } from './AccessFields'
import { COUNTED_FROM, faults, fieldOrder, NAME_AT_MOST, type Draft, type FieldName } from './checks'
import { usePublicLinks } from './publicLinks'
import css from './RoomForm.module.css'
import { StreamFields } from './StreamFields'

/** The settings of a room, new or not. Sending it with faults goes to the first of them. */
export function RoomForm(props: {
  draft: Draft
  streamKey: string
  keyStored: boolean
  /** Which one it is; absent: a new one. */
  room?: string
  open?: boolean
  submit: string
  busy: string | false
  error: unknown
  onDraft: (draft: Draft) => void
  onStreamKey: (key: string) => void
  onSubmit: () => void
  onCancel: () => void
}) {
  const { t } = useTranslation()
  const { draft, streamKey, keyStored, onDraft } = props
  const id = useId()
  const [tried, setTried] = useState(false)
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set())
  const found = faults(draft, streamKey, keyStored)
  const said = props.error instanceof Problem ? fieldErrors(props.error) : {}
  const fault = (name: FieldName) =>
    found[name] && (tried || touched.has(name)) ? t(found[name]) : said[name]
  const shown = fieldOrder.flatMap((name) => fault(name) ?? [])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (props.busy) return
    setTried(true)
    const first = fieldOrder.find((name) => found[name])
    if (first) document.getElementById(`${id}-${first}`)?.focus()
    else props.onSubmit()
  }
  useEffect(() => {
    const refused = props.error instanceof Problem ? fieldErrors(props.error) : {}
    const first = fieldOrder.find((name) => refused[name])
    if (first) document.getElementById(`${id}-${first}`)?.focus()
  }, [props.error, id])
  const mayStream = useMe()?.mayStream ?? false
  const linkOffered = usePublicLinks(draft.establishment) || draft.publicLink // so that it can be unticked
  const touch = (name: string) => setTouched(new Set([...touched, name]))
  const count = [...draft.name].length
  return (
    <form noValidate onSubmit={submit}>
      <DialogBody>
        {tried && shown.length > 0 && (
          <Note tone="red" role="alert">
            <p>{t('settings.faults', { count: shown.length })}</p>
            <ul className={css.faults}>
              {shown.map((text) => (
                <li key={text}>{text}</li>
              ))}
            </ul>
          </Note>
        )}
        <EstablishmentField {...{ id, draft, fault, onDraft }} />
        <TextField
          id={`${id}-name`}
          label={t('settings.name')}
          value={draft.name}
          error={fault('name')}
          help={count >= COUNTED_FROM && t('settings.count', { count, most: NAME_AT_MOST })}
          autoFocus
          required
          onBlur={() => draft.name !== '' && touch('name')}
          onChange={(name) => onDraft({ ...draft, name })}
        />
        <fieldset className={css.options}>
          <legend>{t('settings.options')}</legend>
          <Choice
            type="checkbox"
            label={t('settings.enableWaiting')}
            help={t('settings.waitingHelp')}
            checked={draft.waitingRoom}
            onChange={(waitingRoom) => onDraft({ ...draft, waitingRoom })}
          />
          {linkOffered && (
            <Choice
              id={`${id}-publicLink`}
              type="checkbox"
              label={t('settings.enablePublicLink')}
              help={t('settings.publicLinkHelp')}
              error={fault('publicLink')}
              checked={draft.publicLink}
              onChange={(publicLink) => onDraft({ ...draft, publicLink })}
            />
          )}
          {draft.publicLink && <GuestFields {...{ id, draft, fault, onDraft }} />}
          {(mayStream || keyStored) && (
            <Choice
              type="checkbox"
              label={t('settings.enableStreaming')}
              help={t('settings.streamingHelp')}
              checked={draft.streams}
              onChange={(streams) => onDraft({ ...draft, streams })}
            />
          )}
          {draft.streams && !mayStream && <Note tone="blue">{t('settings.streamingNotYours')}</Note>}
          {draft.streams && mayStream && (
            <StreamFields
              id={id}
              room={props.room}
              draft={draft}
              streamKey={streamKey}
              keyStored={keyStored}
              urlFault={fault('url')}
              keyFault={fault('key')}
              onDraft={onDraft}
              onStreamKey={props.onStreamKey}
              onTouch={touch}
            />
          )}
        </fieldset>
        <PolicyFields {...{ id, draft, fault, onDraft }} />
        {props.open && <Note tone="blue">{t('settings.whileOpen')}</Note>}
        {Object.keys(said).every((name) => !isField(name)) && <ProblemNote error={props.error} />}
      </DialogBody>
      <DialogActions>
        <Button onClick={props.onCancel}>{t('common.cancel')}</Button>
        <Button type="submit" tone="primary" busy={props.busy}>
          {props.submit}
        </Button>
      </DialogActions>
    </form>
  )
}

function isField(name: string): boolean {
  return fieldOrder.some((field) => field === name)
}
