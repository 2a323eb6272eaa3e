import { lazy, Suspense } from 'react'
import { Route, Routes } from 'react-router'
import { SignedIn } from './session/SignedIn'
import { Boundary } from './shell/Boundary'
import { NotFoundPage } from './shell/ErrorPage'
import { Shell } from './shell/Shell'

const RoomsPage = lazy(() => import('./rooms/RoomsPage'))
const HistoryPage = lazy(() => import('./history/HistoryPage'))
const DoorPage = lazy(() => import('./door/DoorPage'))
const GuestPage = lazy(() => import('./guest/GuestPage'))
const PrivacyPage = lazy(() => import('./texts/PrivacyPage'))
const OpsPage = lazy(() => import('./ops/OpsPage'))
const TextPage = lazy(() => import('./texts/TextPage'))

export function App() {
  return (
    <Shell>
      <Boundary>
        <Suspense>
          <Routes>
            <Route element={<SignedIn />}>
              <Route index element={<RoomsPage />} />
              <Route path="salles" element={<RoomsPage />} />
              <Route path="salles/:id" element={<RoomsPage />} />
              <Route path="salles/:id/historique" element={<HistoryPage />} />
              <Route path="salles/:id/rejoindre" element={<DoorPage />} />
              <Route path="exploitation/:page?" element={<OpsPage />} />
            </Route>
            <Route path="p/:token" element={<GuestPage />} />
            <Route path="accessibilite" element={<TextPage name="accessibility" />} />
            <Route path="mentions-legales" element={<TextPage name="legal" />} />
            <Route path="donnees-personnelles" element={<PrivacyPage />} />
            <Route path="aide" element={<TextPage name="help" />} />
            <Route path="*" element={<NotFoundPage />} />
          </Routes>
        </Suspense>
      </Boundary>
    </Shell>
  )
}
