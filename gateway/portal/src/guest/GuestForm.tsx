import { useEffect, useId, useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { fieldErrors, Problem } from '../api/problem'
import type { GuestDoorView } from '../api/shapes'
import { useDraft } from '../session/draft'
import { Button } from '../ui/Button'
import { Choice, TextField } from '../ui/Field'
import { Note } from '../ui/Note'
import { ProblemNote, useRetryIn } from '../ui/ProblemNote'
import { entryOf, faults, fields, type Card, type CardField, type GuestEntry } from './card'
import css from './GuestPage.module.css'
import { useKnocking } from './queries'

/**
 * Name, code and consent, as far as they are to be asked for. Only the name is kept while one writes, and only in
 * this tab.
 */
export function GuestForm(props: {
  token: string
  door: GuestDoorView
  /** What the person's account is called; undefined: they have none, and say their name. */
  member: string | undefined
  /** One had been let in already, and the door asks for more since. */
  asksMore: boolean
  onLetIn: (entry: GuestEntry) => void
}) {
  const { t } = useTranslation()
  const id = useId()
  const { door, member } = props
  const [name, setName] = useDraft('guest', '')
  const [code, setCode] = useState('')
  const [consent, setConsent] = useState(false)
  const [tried, setTried] = useState(props.asksMore)
  const knocking = useKnocking(props.token, member !== undefined)
  const wait = useRetryIn(knocking.error)
  const card: Card = { name: member ?? name, code, consent }
  const found = faults(card, door, member !== undefined)
  const said = knocking.error instanceof Problem ? fieldErrors(knocking.error) : {}
  const fault = (field: CardField) => (tried && found[field] ? t(found[field]) : said[field])
  const goTo = (field: CardField | undefined) => {
    if (field) document.getElementById(`${id}-${field}`)?.focus()
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (knocking.isPending || wait > 0) return
    setTried(true)
    const first = fields.find((field) => found[field])
    if (first) return goTo(first)
    const entry = entryOf(card, door)
    knocking.mutate(entry, { onSuccess: () => props.onLetIn(entry) })
  }
  useEffect(() => {
    const refused = knocking.error instanceof Problem ? fieldErrors(knocking.error) : {}
    goTo(fields.find((field) => refused[field]))
  }, [knocking.error])
  const edited =
    <T,>(change: (value: T) => void) =>
    (value: T) => {
      change(value)
      if (knocking.isError && wait === 0) knocking.reset()
    }
  return (
    <form noValidate className={css.form} onSubmit={submit}>
      {member === undefined ? (
        <TextField
          id={`${id}-name`}
          label={t('guest.name')}
          help={t('guest.nameHelp')}
          value={name}
          error={fault('name')}
          autoComplete="name"
          maxLength={60}
          required
          onChange={edited(setName)}
        />
      ) : (
        <p>{t('guest.as', { name: member })}</p>
      )}
      {door.codeNeeded && (
        <TextField
          id={`${id}-code`}
          label={t('guest.code')}
          value={code}
          error={fault('code')}
          spellCheck={false}
          autoCapitalize="off"
          required
          onChange={edited(setCode)}
        />
      )}
      {door.streamed && (
        <Note tone="blue" icon="broadcast">
          <p>
            <strong>{t('door.streamed')}</strong>
          </p>
          <Choice
            id={`${id}-consent`}
            type="checkbox"
            label={t('guest.consent')}
            error={fault('consent')}
            checked={consent}
            onChange={edited(setConsent)}
          />
        </Note>
      )}
      {Object.keys(said).length === 0 && <ProblemNote error={knocking.error} />}
      <Button
        type="submit"
        tone="primary"
        icon="enter"
        busy={
          knocking.isPending
            ? t('guest.checking')
            : wait > 0 && t('problem.retryIn', { seconds: wait })
        }
      >
        {t('guest.join')}
      </Button>
    </form>
  )
}
