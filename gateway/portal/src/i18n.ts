import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'

export const languages = ['fr', 'en'] as const
export type Language = (typeof languages)[number]

const words = {
  fr: () => import('./locales/fr.json'),
  en: () => import('./locales/en.json'),
}

const KEPT = 'language'

/** French, unless the person chose English or the browser asks for it. */
export function preferred(
  kept: string | null = localStorage.getItem(KEPT),
  browser: string = navigator.language,
): Language {
  return (kept ?? browser).startsWith('en') ? 'en' : 'fr'
}

export async function startSpeaking(language: Language): Promise<void> {
  const { default: translation } = await words[language]()
  await i18next.use(initReactI18next).init({
    lng: language,
    resources: { [language]: { translation } },
    interpolation: { escapeValue: false }, // React does
  })
  document.documentElement.lang = language
}

export async function speak(language: Language): Promise<void> {
  const { default: translation } = await words[language]()
  i18next.addResourceBundle(language, 'translation', translation)
  await i18next.changeLanguage(language)
  document.documentElement.lang = language
  localStorage.setItem(KEPT, language)
}
