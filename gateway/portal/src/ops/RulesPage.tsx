import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Establishment } from '../api/shapes'
import { useSettled } from '../sharing/directory'
import { Button, buttonClass } from '../ui/Button'
import { TextField } from '../ui/Field'
import { Icon } from '../ui/icons'
import { ProblemNote } from '../ui/ProblemNote'
import css from './Ops.module.css'
import { OpsTable, type ShownColumn } from './OpsTable'
import { useEstablishments } from './queries'
import { RulesDialog } from './RulesDialog'

/** « Quotas et hôtes RTMP »: what each school allows, and how much of it is used. */
export function RulesPage() {
  const { t } = useTranslation()
  const [search, setSearch] = useState('')
  const [chosen, setChosen] = useState<Establishment>()
  const { data, error } = useEstablishments(useSettled(search.trim()))
  const or = (text: string) => text || t('ops.none')
  const columns: ShownColumn<Establishment>[] = [
    { id: 'name', title: t('ops.establishment'), text: ({ name }) => name },
    { id: 'code', title: t('ops.rules.code'), text: ({ id }) => id },
    {
      id: 'openRooms',
      title: t('ops.rules.openNow'),
      text: ({ openRooms, rules }) =>
        rules.openRooms === null
          ? t('ops.rules.ofNoLimit', { count: openRooms })
          : t('ops.rules.of', { count: openRooms, most: rules.openRooms }),
      order: ({ openRooms }) => openRooms,
    },
    {
      id: 'people',
      title: t('ops.rooms.people'),
      text: ({ people }) => String(people),
      order: ({ people }) => people,
    },
    {
      id: 'streams',
      title: t('ops.rules.streams'),
      text: ({ streams }) => String(streams),
      order: ({ streams }) => streams,
    },
    {
      id: 'hosts',
      title: t('ops.rules.streamHosts'),
      text: ({ rules }) => or(rules.streamHosts.join(', ')),
    },
    {
      id: 'publicLinks',
      title: t('ops.rules.publicLinksShort'),
      text: ({ rules }) => t(rules.publicLinks ? 'common.yes' : 'common.no'),
    },
    {
      id: 'externalInvitations',
      title: t('ops.rules.externalInvitationsShort'),
      text: ({ rules }) => t(rules.externalInvitations ? 'common.yes' : 'common.no'),
    },
    {
      id: 'own',
      title: t('ops.rules.whose'),
      text: ({ own }) => t(own ? 'ops.rules.own' : 'ops.rules.platform'),
    },
  ]
  return (
    <>
      <ProblemNote error={error} />
      {(data?.more || search !== '') && (
        <div className={css.narrow}>
          <TextField
            label={t('ops.rules.search')}
            type="search"
            value={search}
            onChange={setSearch}
          />
        </div>
      )}
      <p>
        <a className={buttonClass('secondary')} href="/api/v1/ops/establishments.csv" download>
          <Icon name="download" />
          {t('ops.rules.exportCodes')}
        </a>
      </p>
      <OpsTable
        caption={t('ops.rules.title')}
        columns={columns}
        rows={data?.establishments}
        keyOf={({ id }) => id}
        sorting={{ column: 'name', down: false }}
        empty={t('ops.rules.none')}
        file="etablissements"
        actions={(each) => (
          <Button
            size="small"
            icon="edit"
            aria-label={t('ops.rules.editName', { name: each.name })}
            onClick={() => setChosen(each)}
          >
            {t('room.edit')}
          </Button>
        )}
      />
      {chosen && (
        <RulesDialog code={chosen.id} name={chosen.name} onClose={() => setChosen(undefined)} />
      )}
    </>
  )
}
