import { useState } from 'react'
import { Collection } from 'react-aria-components/Collection'
import { ComboBox } from 'react-aria-components/ComboBox'
import { Header } from 'react-aria-components/Header'
import { I18nProvider } from 'react-aria-components/I18nProvider'
import { Input } from 'react-aria-components/Input'
import { Label } from 'react-aria-components/Label'
import {
  ListBox,
  ListBoxItem,
  ListBoxLoadMoreItem,
  ListBoxSection,
} from 'react-aria-components/ListBox'
import { Popover } from 'react-aria-components/Popover'
import { Text } from 'react-aria-components/Text'
import { useTranslation } from 'react-i18next'
import { dayAndTime } from '../ui/days'
import { Note } from '../ui/Note'
import {
  addressFound,
  isAddress,
  keyOf,
  LETTERS,
  useDirectory,
  useSettled,
  type Found,
} from './directory'
import css from './DirectorySearch.module.css'

/** Finds groups, people and favourites by name; choosing one hands it over and empties the field. */
export function DirectorySearch(props: {
  label: string
  help?: string
  error?: string | undefined
  inputId?: string
  taken: ReadonlySet<string>
  /** What alone is looked for; undefined: everything. */
  only?: 'PERSON' | 'GROUP'
  /** What to do with an electronic address that is typed; undefined: it is a name like any other. */
  addresses?: 'TAKEN' | 'REFUSED'
  onAdd: (found: Found) => void
}) {
  const { t, i18n } = useTranslation()
  const [text, setText] = useState('')
  // the list is drawn inside the dialog: outside it, it would be outside every landmark
  const [within, setWithin] = useState<HTMLDivElement | null>(null)
  const typed = text.trim()
  const searched = useSettled(typed)
  // the end of the list has been seen: the rest is asked for, until something else is typed
  const [readThrough, setReadThrough] = useState<string>()
  const wholly = readThrough === searched
  const { groups, people, favourites, more, staleSince, failed, waiting } = useDirectory(
    searched,
    wholly,
  )
  const address = props.addresses !== undefined && isAddress(typed)
  const addresses = address && props.addresses === 'TAKEN' ? [addressFound(typed, t)] : []
  const free = (found: Found) => !props.taken.has(keyOf(found))
  const sections = [
    { id: 'ADDRESS', title: t('directory.addresses'), found: addresses },
    { id: 'GROUP', title: t('directory.groups'), found: groups },
    { id: 'PERSON', title: t('directory.people'), found: people },
    { id: 'FAVOURITE', title: t('directory.favourites'), found: favourites },
  ]
    .filter(({ id }) => props.only === undefined || props.only === id)
    .map((section) => ({ ...section, found: section.found.filter(free) }))
    .filter(({ found }) => found.length > 0)
  const all = sections.flatMap(({ found }) => found)
  const nothing = () => {
    if (address && props.addresses === 'REFUSED') return t('directory.noAddresses')
    return t(waiting || searched !== typed ? 'directory.searching' : 'directory.none')
  }
  return (
    <I18nProvider locale={i18n.language}>
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
          defaultFilter={() => true}
          allowsEmptyCollection={typed.length >= LETTERS && !failed}
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
              renderEmptyState={() => <p className={css.none}>{nothing()}</p>}
            >
              <Collection items={sections}>
                {(section) => (
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
              </Collection>
              {more && !wholly && (
                <ListBoxLoadMoreItem
                  onLoadMore={() => setReadThrough(searched)}
                  scrollOffset={0}
                />
              )}
            </ListBox>
            {more && <p className={css.more}>{t('directory.more')}</p>}
          </Popover>
        </ComboBox>
        <div ref={setWithin} />
        {failed && <Note tone="orange">{t('directory.down')}</Note>}
        {!failed && staleSince !== undefined && (
          <Note tone="orange">
            {staleSince === null
              ? t('directory.stale')
              : t('directory.staleSince', { when: dayAndTime(staleSince, i18n.language) })}
          </Note>
        )}
      </div>
    </I18nProvider>
  )
}
