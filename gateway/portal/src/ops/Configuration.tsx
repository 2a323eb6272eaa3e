import { useQueries } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ProblemNote } from '../ui/ProblemNote'
import css from './Ops.module.css'
import { OpsTable, type ShownColumn } from './OpsTable'
import { fetchSettings, services, type ServiceName, type Setting } from './settings'

const names = Object.keys(services) as ServiceName[]

/** « Configuration »: how each service was set when it started. What gives power is not shown. */
export function Configuration() {
  const { t } = useTranslation()
  const told = useQueries({
    queries: names.map((name) => ({
      queryKey: ['ops', 'configuration', name],
      queryFn: ({ signal }: { signal: AbortSignal }) => fetchSettings(name, signal),
    })),
  })
  const columns: ShownColumn<Setting>[] = [
    { id: 'name', title: t('ops.configuration.name'), text: ({ name }) => name },
    { id: 'service', title: t('ops.configuration.service'), text: ({ service }) => service },
    {
      id: 'value',
      title: t('ops.configuration.value'),
      text: ({ value }) => (value === null ? t('ops.configuration.masked') : value || t('ops.none')),
      cell: ({ value }) =>
        value === null ? (
          <em>{t('ops.configuration.masked')}</em>
        ) : (
          <span className={css.long}>{value || t('ops.none')}</span>
        ),
    },
  ]
  return (
    <>
      <p>{t('ops.configuration.help')}</p>
      {names.map(
        (name, index) =>
          told[index]?.error && (
            <div key={name}>
              <p>{t('ops.configuration.missing', { service: services[name] })}</p>
              <ProblemNote error={told[index].error} />
            </div>
          ),
      )}
      <OpsTable
        caption={t('ops.configuration.title')}
        columns={columns}
        rows={
          told.some(({ isPending }) => isPending) ? undefined : told.flatMap(({ data }) => data ?? [])
        }
        keyOf={({ service, name }) => `${service} ${name}`}
        sorting={{ column: 'name', down: false }}
        empty={t('ops.configuration.empty')}
        file="configuration"
      />
    </>
  )
}
