import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { ComboBox } from 'react-aria-components/ComboBox'
import { Header } from 'react-aria-components/Header'
import { Input } from 'react-aria-components/Input'
import { Label } from 'react-aria-components/Label'
import { ListBox, ListBoxItem, ListBoxSection } from 'react-aria-components/ListBox'
import { Popover } from 'react-aria-components/Popover'
import { Text } from 'react-aria-components/Text'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../api/client'
import { Note } from '../ui/Note'
import css from './DirectorySearch.module.css'

/** A person or a group found in the directory. */
export interface Found {
  kind: 'PERSON' | 'GROUP'
  id: string
  name: string
  /** What tells two of the same name apart. */
  about: string
  profile: string | null
  /** How many people this stands for. */
  size: number
}

const LETTERS = 2
const DEBOUNCE = 250

/** Finds people and groups by name; choosing one hands it over and empties the field. */
export function DirectorySearch(props: {
  label: string
  help?: string
  error?: string | undefined
  inputId?: string
  taken: ReadonlySet<string>
  groupsOnly?: boolean
  onAdd: (found: Found) => void
}) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  // the list is drawn inside the dialog: outside it, it would be outside every landmark
  const [within, setWithin] = useState<HTMLDivElement | null>(null)
  const searched = useSettled(text.trim())
  const { groups, people, failed, waiting } = useDirectory(searched)
  const free = (found: Found) => !props.taken.has(keyOf(found))
  const sections = [
    { id: 'GROUP', title: t('directory.groups'), found: groups.filter(free) },
    { id: 'PERSON', title: t('directory.people'), found: props.groupsOnly ? [] : people.filter(free) },
  ].filter(({ found }) => found.length > 0)
  const all = [...groups, ...people]
  return (
    <div className={css.search}>
      <ComboBox
        className={css.field ?? ''}
        inputValue={text}
        onInputChange={setText}
        value={null}
        onChange={(key) => {
          const chosen = all.find((found) => keyOf(found) === key)
          if (chosen === undefined) return
          props.onAdd(chosen)
          setText('')
        }}
        items={sections}
        defaultFilter={() => true}
        allowsEmptyCollection={text.trim().length >= LETTERS}
        isInvalid={props.error !== undefined}
      >
        <Label className={css.label ?? ''}>{props.label}</Label>
        <Input id={props.inputId ?? ''} className={css.input ?? ''} />
        <Text slot="description" className={css.help ?? ''}>
          {props.help ?? t('directory.help')}
        </Text>
        {props.error && (
          <Text slot="errorMessage" className={css.error ?? ''}>
            {props.error}
          </Text>
        )}
        <Popover
          className={css.popover ?? ''}
          offset={4}
          UNSTABLE_portalContainer={within ?? undefined}
        >
          <ListBox
            className={css.list ?? ''}
            renderEmptyState={() => (
              <p className={css.none}>{t(waiting || searched !== text.trim() ? 'directory.searching' : 'directory.none')}</p>
            )}
          >
            {(section: (typeof sections)[number]) => (
              <ListBoxSection id={section.id} className={css.section ?? ''}>
                <Header className={css.title ?? ''}>{section.title}</Header>
                {section.found.map((found) => (
                  <ListBoxItem
                    key={keyOf(found)}
                    id={keyOf(found)}
                    textValue={found.name}
                    className={css.option ?? ''}
                  >
                    <Text slot="label">{found.name}</Text>
                    <Text slot="description" className={css.about ?? ''}>
                      {found.about}
                    </Text>
                  </ListBoxItem>
                ))}
              </ListBoxSection>
            )}
          </ListBox>
        </Popover>
      </ComboBox>
      <div ref={setWithin} />
      {failed && <Note tone="orange">{t('directory.down')}</Note>}
    </div>
  )
}

export function keyOf({ kind, id }: { kind: string; id: string }): string {
  return `${kind}:${id}`
}

function useSettled(text: string): string {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), DEBOUNCE)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}

function useDirectory(search: string) {
  const { t } = useTranslation()
  const enabled = search.length >= LETTERS
  const { data, isError, isFetching } = useQuery({
    queryKey: ['directory', search],
    queryFn: ({ signal }) =>
      answer(api.GET('/api/v1/directory', { params: { query: { search } }, signal })),
    enabled,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  })
  const known = enabled ? data : undefined
  const people = (known?.people ?? []).map(
    ({ id, name, profile, establishment }): Found => ({
      kind: 'PERSON',
      id,
      name,
      about: [profile && t(`profile.${profile}`, profile), establishment].filter(Boolean).join(' · '),
      profile,
      size: 1,
    }),
  )
  const groups = (known?.groups ?? []).map(
    ({ id, name, size }): Found => ({
      kind: 'GROUP',
      id,
      name,
      profile: null,
      about: t('directory.size', { count: size }),
      size,
    }),
  )
  return { people, groups, failed: enabled && isError, waiting: isFetching }
}
