import { Component, type ReactNode } from 'react'
import { ErrorPage } from './ErrorPage'

/** Shows the error page where a screen itself failed; the rest of the page stays. */
export class Boundary extends Component<{ children: ReactNode }, { error: Error | undefined }> {
  override state = { error: undefined as Error | undefined }

  static getDerivedStateFromError(error: Error) {
    return { error }
  }

  override render() {
    const { error } = this.state
    if (error === undefined) return this.props.children
    return <ErrorPage error={error} onRetry={() => location.reload()} />
  }
}
