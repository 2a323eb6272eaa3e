import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DeadLetter } from '../api/shapes'
import { Button } from '../ui/Button'
import { dayAndTime } from '../ui/days'
import { toast } from '../ui/news'
import { Note } from '../ui/Note'
import { ProblemNote } from '../ui/ProblemNote'
import { roughly, useNow } from '../ui/time'
import { AbandonDialog } from './AbandonDialog'
import { DeadLetterDialog } from './DeadLetterDialog'
import css from './Ops.module.css'
import { OpsTable, type ShownColumn } from './OpsTable'
import { useDeadLetters, useReplaying } from './queries'

const MOST = 100
const MINUTE = 60_000
const TABLE = 'evenements-en-echec'

/** « Événements en échec »: what no service could handle, and what to do about it. */
export function DeadLetters() {
  const { t, i18n } = useTranslation()
  const now = useNow(MINUTE)
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = useDeadLetters()
  const replaying = useReplaying()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [asked, setAsked] = useState<{ letter: DeadLetter; what: 'show' | 'abandon' }>()
  const acted = useRef(false)
  // The row that had the focus may have left the list with what was done about it.
  useEffect(() => {
    if (acted.current && document.activeElement === document.body) {
      document.getElementById(TABLE)?.focus()
    }
    acted.current = false
  }, [data])

  const letters = data?.pages.flatMap((page) => page.letters)
  const still = (letters ?? []).filter(({ id }) => chosen.has(String(id)))
  const resolved = data?.pages[0]?.lastSettledAt
  const when = (instant: string) => dayAndTime(instant, i18n.language)
  const named = ({ type, at }: DeadLetter) => ({ type: type || t('ops.none'), when: when(at) })
  const age = (at: string) => now - Date.parse(at)

  const replay = (them: DeadLetter[]) =>
    replaying.mutate(
      them.map(({ id }) => id),
      {
        onSuccess: ({ replayed, gone }) => {
          const done = new Set(them.map(({ id }) => String(id)))
          setChosen((before) => new Set([...before].filter((id) => !done.has(id))))
          acted.current = true
          if (replayed > 0 || gone === 0) toast(t('ops.failed.replayed', { count: replayed }))
        },
      },
    )

  const columns: ShownColumn<DeadLetter>[] = [
    {
      id: 'at',
      title: t('ops.failed.at'),
      text: ({ at }) => when(at),
      order: ({ id }) => id,
    },
    { id: 'type', title: t('ops.failed.type'), text: ({ type }) => type || t('ops.none') },
    { id: 'consumer', title: t('ops.failed.consumer'), text: ({ consumer }) => consumer },
    {
      id: 'room',
      title: t('ops.rooms.room'),
      text: ({ room }) => room?.name ?? room?.id ?? t('ops.none'),
    },
    {
      id: 'tries',
      title: t('ops.failed.tries'),
      text: ({ tries }) => String(tries),
      order: ({ tries }) => tries,
    },
    { id: 'error', title: t('ops.failed.error'), text: ({ error }) => shortName(error) },
    {
      id: 'age',
      title: t('ops.failed.age'),
      text: ({ at }) => roughly(age(at), i18n.language),
      order: ({ at }) => age(at),
    },
  ]
  return (
    <>
      <ProblemNote error={error ?? replaying.error} />
      {replaying.data !== undefined && replaying.data.gone > 0 && (
        <Note tone="orange" role="alert">
          {t('ops.failed.gone', { count: replaying.data.gone })}
        </Note>
      )}
      <OpsTable
        id={TABLE}
        caption={t('ops.failed.title')}
        columns={columns}
        rows={letters}
        keyOf={({ id }) => String(id)}
        sorting={{ column: 'at', down: true }}
        empty={
          resolved ? t('ops.failed.emptySince', { when: when(resolved) }) : t('ops.failed.empty')
        }
        file={TABLE}
        choosing={{
          chosen,
          most: MOST,
          nameOf: (letter) => t('ops.failed.choose', named(letter)),
          onChange: setChosen,
        }}
        actions={(letter) => (
          <>
            <Button
              size="small"
              aria-label={t('ops.failed.showName', named(letter))}
              onClick={() => setAsked({ letter, what: 'show' })}
            >
              {t('ops.failed.show')}
            </Button>
            <Button
              size="small"
              aria-label={t('ops.failed.replayName', named(letter))}
              busy={
                replaying.isPending && replaying.variables.includes(letter.id) && t('ops.asked')
              }
              onClick={() => replay([letter])}
            >
              {t('ops.failed.replay')}
            </Button>
            <Button
              size="small"
              aria-label={t('ops.failed.abandonName', named(letter))}
              onClick={() => setAsked({ letter, what: 'abandon' })}
            >
              {t('ops.failed.abandon')}
            </Button>
          </>
        )}
      />
      {still.length > 0 && (
        <div className={css.ask}>
          <Button
            tone="primary"
            busy={replaying.isPending && t('ops.asked')}
            disabled={still.length > MOST}
            onClick={() => replay(still)}
          >
            {t('ops.failed.replayChosen', { number: still.length })}
          </Button>
          {still.length > MOST && <p>{t('ops.failed.replayMost', { most: MOST })}</p>}
        </div>
      )}
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
      {asked?.what === 'show' && (
        <DeadLetterDialog letter={asked.letter} onClose={() => setAsked(undefined)} />
      )}
      {asked?.what === 'abandon' && (
        <AbandonDialog
          letter={asked.letter}
          onDone={() => (acted.current = true)}
          onClose={() => setAsked(undefined)}
        />
      )}
    </>
  )
}

/** A class without its packages. */
function shortName(name: string): string {
  return name.split('.').at(-1) ?? name
}
