import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { keyOf, type Found } from '../sharing/directory'
import { DirectorySearch } from '../sharing/DirectorySearch'
import { Icon } from '../ui/icons'
import css from './InviteDialog.module.css'

/** Who is to be written to: a search, what was chosen, and how many people that is. */
export function Recipients(props: {
  id: string
  recipients: Found[]
  /** How many people, each once; undefined: not counted yet. */
  people: number | undefined
  limits: { most: number; external: boolean }
  error: string | undefined
  /** Those the server will not write to. */
  refused: ReadonlySet<string>
  onRecipients: (recipients: Found[]) => void
}) {
  const { t } = useTranslation()
  const { id, recipients, people, limits, refused } = props
  const remove = (gone: Found) => {
    const index = recipients.indexOf(gone)
    const next = recipients[index + 1] ?? recipients[index - 1]
    props.onRecipients(recipients.filter((each) => each !== gone))
    document.getElementById(next ? `${id}-${keyOf(next)}` : id)?.focus()
  }
  return (
    <div className={css.recipients}>
      <DirectorySearch
        label={t('letter.recipients')}
        help={t(limits.external ? 'letter.recipientsHelpExternal' : 'letter.recipientsHelp', {
          most: limits.most,
        })}
        inputId={id}
        error={props.error}
        taken={new Set(recipients.map(keyOf))}
        addresses={limits.external ? 'TAKEN' : 'REFUSED'}
        onAdd={(added) => props.onRecipients([...recipients, added])}
      />
      <ul className={css.chips} aria-label={t('letter.chosen')}>
        {recipients.map((found) => (
          <li
            key={keyOf(found)}
            className={css.chip}
            data-refused={refused.has(found.id) || undefined}
          >
            {refused.has(found.id) && <Icon name="alert" />}
            <span>
              {found.kind === 'GROUP' || found.kind === 'FAVOURITE'
                ? t('letter.several', { name: found.name, count: found.size })
                : found.name}
              {refused.has(found.id) && <span className="hidden"> {t('letter.refused')}</span>}
            </span>
            <button
              type="button"
              id={`${id}-${keyOf(found)}`}
              aria-label={t('share.removeName', { name: found.name })}
              onClick={() => remove(found)}
            >
              <Icon name="close" />
            </button>
          </li>
        ))}
      </ul>
      <p role="status" className={css.total} data-over={(people ?? 0) > limits.most || undefined}>
        {recipients.length > 0 && total(people, recipients, limits.most, t)}
      </p>
    </div>
  )
}

function total(people: number | undefined, chosen: Found[], most: number, t: TFunction): string {
  if (people === undefined) {
    return t('letter.totalAtMost', { count: chosen.reduce((sum, { size }) => sum + size, 0) })
  }
  return people > most
    ? t('letter.totalOver', { count: people, most })
    : t('letter.total', { count: people })
}
