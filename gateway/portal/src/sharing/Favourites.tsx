import type { TFunction } from 'i18next'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem, fieldErrors } from '../api/problem'
import { Button } from '../ui/Button'
import { TextField } from '../ui/Field'
import { toast } from '../ui/news'
import { ProblemNote } from '../ui/ProblemNote'
import { groupFound, personFound, type Found } from './directory'
import css from './Favourites.module.css'
import { useDropping, useFavourites, useKeeping } from './queries'

/** One's own lists of people and groups: put in at once, kept from what is chosen, deleted. */
export function Favourites(props: { chosen: readonly Found[]; onAdd: (found: Found[]) => void }) {
  const { t } = useTranslation()
  const { data, error } = useFavourites()
  const dropping = useDropping()
  const [asked, setAsked] = useState<string>()
  const drop = (id: string, name: string) => {
    if (asked !== id) return setAsked(id) // the second press does it
    dropping.mutate(id, { onSuccess: () => toast(t('favourite.dropped', { name })) })
  }
  return (
    <details className={css.favourites}>
      <summary>{t('favourite.title')}</summary>
      <div className={css.inside}>
        <ProblemNote error={error} />
        {data?.length === 0 && <p className={css.none}>{t('favourite.none')}</p>}
        <ul className={css.list}>
          {data?.map(({ id, name, members: { people, groups } }) => {
            const found = [
              ...groups.map((group) => groupFound(group, t)),
              ...people.map((person) => personFound(person, t)),
            ]
            return (
              <li key={id}>
                <span className={css.name}>
                  {name}
                  <span className={css.members}>{found.map((each) => named(each, t)).join(', ')}</span>
                </span>
                <Button
                  size="small"
                  aria-label={t('favourite.addName', { name })}
                  onClick={() => props.onAdd(found)}
                >
                  {t('favourite.add')}
                </Button>
                <Button
                  size="small"
                  tone="quietDanger"
                  aria-label={t(asked === id ? 'favourite.dropNameReally' : 'favourite.dropName', {
                    name,
                  })}
                  busy={dropping.isPending && dropping.variables === id && t('delete.asked')}
                  onBlur={() => setAsked(undefined)}
                  onClick={() => drop(id, name)}
                >
                  {t(asked === id ? 'favourite.dropReally' : 'favourite.drop')}
                </Button>
              </li>
            )
          })}
        </ul>
        <ProblemNote error={dropping.error} />
        <Keep chosen={props.chosen} />
      </div>
    </details>
  )
}

/** A name, and that who bears it is not there any more. */
function named({ name, left }: Found, t: TFunction): string {
  return left ? t('directory.nameLeft', { name }) : name
}

function Keep({ chosen }: { chosen: readonly Found[] }) {
  const { t } = useTranslation()
  const [name, setName] = useState('')
  const [fault, setFault] = useState<string>()
  const keeping = useKeeping()
  const said = keeping.error instanceof Problem ? fieldErrors(keeping.error) : {}
  const keep = (event: FormEvent) => {
    event.preventDefault()
    event.stopPropagation() // it may stand within another form
    const wrong =
      name.trim() === '' ? 'favourite.noName' : chosen.length === 0 && 'favourite.nobody'
    setFault(wrong || undefined)
    if (wrong) return document.getElementById('favori')?.focus()
    const ids = (kind: Found['kind']) =>
      chosen.filter((each) => each.kind === kind).map(({ id }) => id)
    keeping.mutate(
      { name: name.trim(), people: ids('PERSON'), groups: ids('GROUP') },
      {
        onSuccess: () => {
          toast(t('favourite.kept', { name: name.trim() }))
          setName('')
        },
      },
    )
  }
  return (
    <form noValidate onSubmit={keep}>
      <TextField
        id="favori"
        label={t('favourite.keepLabel')}
        help={t('favourite.keepHelp')}
        value={name}
        maxLength={50}
        error={fault ? t(fault) : said.name}
        onChange={(typed) => {
          setName(typed)
          setFault(undefined)
          if (keeping.isError) keeping.reset()
        }}
        after={
          <Button type="submit" busy={keeping.isPending && t('settings.saving')}>
            {t('favourite.keep')}
          </Button>
        }
      />
      {!said.name && <ProblemNote error={keeping.error} />}
    </form>
  )
}
