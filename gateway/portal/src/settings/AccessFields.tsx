import { useTranslation } from 'react-i18next'
import type { Named, Policy } from '../api/shapes'
import { useMe } from '../session/session'
import { DirectorySearch } from '../sharing/DirectorySearch'
import { Button } from '../ui/Button'
import { Choice, Select, TextField } from '../ui/Field'
import { Icon } from '../ui/icons'
import type { Draft, FieldName } from './checks'
import css from './RoomForm.module.css'

interface Part {
  id: string
  draft: Draft
  fault: (name: FieldName) => string | undefined
  onDraft: (draft: Draft) => void
}

/** Whose room it is; asked of people who belong to several schools. */
export function EstablishmentField({ id, draft, fault, onDraft }: Part) {
  const { t } = useTranslation()
  const mine = useMe()?.establishments ?? []
  if (mine.length < 2) return null
  return (
    <Select
      id={`${id}-establishment`}
      label={t('settings.establishment')}
      value={draft.establishment}
      error={fault('establishment')}
      onChange={(establishment) => onDraft({ ...draft, establishment })}
    >
      {!mine.some((each) => each.id === draft.establishment) && (
        <option value={draft.establishment}>{draft.establishment || t('access.noEstablishment')}</option>
      )}
      {mine.map((each) => (
        <option key={each.id} value={each.id}>
          {each.name}
        </option>
      ))}
    </Select>
  )
}

/** « Qui peut entrer », besides those the room is shared with and those who are invited. */
export function PolicyFields({ id, draft, fault, onDraft }: Part) {
  const { t } = useTranslation()
  const offered: Policy[] = draft.establishment
    ? ['ESTABLISHMENT', 'GROUPS', 'INVITED', 'SIGNED_IN']
    : ['SIGNED_IN', 'GROUPS', 'INVITED']
  return (
    <fieldset className={css.options}>
      <legend>{t('settings.access')}</legend>
      <p className={css.soft}>{t('access.always')}</p>
      {offered.map((policy) => (
        <Choice
          key={policy}
          type="radio"
          name={`${id}-acces`}
          label={t(`access.policy.${policy}`)}
          checked={draft.policy === policy}
          onChange={() => onDraft({ ...draft, policy })}
        />
      ))}
      {draft.policy === 'GROUPS' && (
        <Groups
          id={id}
          groups={draft.groups}
          fault={fault('groups')}
          onChange={(groups) => onDraft({ ...draft, groups })}
        />
      )}
    </fieldset>
  )
}

function Groups(props: {
  id: string
  groups: Named[]
  fault: string | undefined
  onChange: (groups: Named[]) => void
}) {
  const { t } = useTranslation()
  const { groups } = props
  return (
    <div className={css.inner}>
      <DirectorySearch
        label={t('access.addGroup')}
        error={props.fault}
        inputId={`${props.id}-groups`}
        taken={new Set(groups.map(({ id }) => `GROUP:${id}`))}
        only="GROUP"
        onAdd={({ id, name }) => props.onChange([...groups, { id, name }])}
      />
      {groups.length > 0 && (
        <ul className={css.chips} aria-label={t('access.chosen')}>
          {groups.map(({ id, name }) => (
            <li key={id} className={css.chip}>
              {name}
              <button
                type="button"
                aria-label={t('access.removeGroup', { name })}
                onClick={() => {
                  props.onChange(groups.filter((group) => group.id !== id))
                  document.getElementById(`${props.id}-groups`)?.focus()
                }}
              >
                <Icon name="close" />
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

/** How people without an account come in. */
export function GuestFields({ id, draft, fault, onDraft }: Part) {
  const { t } = useTranslation()
  return (
    <div className={css.stream}>
      <Choice
        type="checkbox"
        label={t('access.guestsWait')}
        help={t(draft.waitingRoom ? 'access.allWait' : 'access.guestsWaitHelp')}
        checked={draft.guestsWait}
        onChange={(guestsWait) => onDraft({ ...draft, guestsWait })}
      />
      <TextField
        id={`${id}-accessCode`}
        label={t('access.code')}
        help={t('access.codeHelp')}
        value={draft.accessCode}
        error={fault('accessCode')}
        maxLength={20}
        spellCheck={false}
        autoCapitalize="off"
        after={
          draft.accessCode === '' && (
            <Button onClick={() => onDraft({ ...draft, accessCode: aCode() })}>
              {t('access.proposeCode')}
            </Button>
          )
        }
        onChange={(accessCode) => onDraft({ ...draft, accessCode })}
      />
    </div>
  )
}

/** Six digits: to be dictated and typed on any keyboard. */
function aCode(): string {
  const [number = 0] = crypto.getRandomValues(new Uint32Array(1))
  return String(number % 1_000_000).padStart(6, '0')
}
