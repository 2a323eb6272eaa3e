import { useSearchParams } from 'react-router'

export const actions = [
  'creer',
  'modifier',
  'partager',
  'inviter',
  'renouveler',
  'desactiver',
  'fermer',
  'supprimer',
  'arreter',
  'terminer',
] as const
export type Action = (typeof actions)[number]

/** Which dialog is open. The address holds it, so that a sign-in in between comes back to it. */
export function useAction() {
  const [params, setParams] = useSearchParams()
  const action = actions.find((each) => each === params.get('action'))
  return {
    action,
    ask: (wanted: Action) => setParams({ action: wanted }),
    done: () => setParams({}, { replace: true }),
  }
}
