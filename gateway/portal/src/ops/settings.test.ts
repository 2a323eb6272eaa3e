import { expect, test } from 'vitest'
import { settingsIn } from './settings'

const told = {
  contexts: {
    'meeting-service': {
      beans: {
        'bbb-webconference.meeting.bbb.BbbProperties': {
          prefix: 'bbb',
          properties: {
            portalUrl: 'http://localhost:8080',
            webhookUrl: null,
            servers: [{ url: 'https://bbb.example/', secret: '******', tags: ['a', 'b'] }],
            none: [],
          },
        },
        'spring.jpa-org.springframework.boot.jpa.JpaProperties': {
          prefix: 'spring.jpa',
          properties: { showSql: false },
        },
      },
    },
  },
}

test('O32 our settings are told by the names they have in files, and no others', () => {
  const settings = settingsIn(told, 'meeting-service')
  expect(Object.fromEntries(settings.map(({ name, value }) => [name, value]))).toEqual({
    'bbb.portal-url': 'http://localhost:8080',
    'bbb.webhook-url': '',
    'bbb.servers[0].url': 'https://bbb.example/',
    'bbb.servers[0].secret': null,
    'bbb.servers[0].tags': 'a, b',
    'bbb.none': '',
  })
  expect(new Set(settings.map(({ service }) => service))).toEqual(new Set(['meeting-service']))
})
