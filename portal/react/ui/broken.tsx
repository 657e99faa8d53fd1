/** Replaces a part of the page that couldn't be loaded or rendered; the rest of the page stays. */
import { Component, type ReactNode } from 'react'
import { Failed } from './notice.tsx'

type Props = { readonly children: ReactNode }

/** React requires a class here. Retrying reloads the page, because its files may have changed. */
export class Unbroken extends Component<Props, { readonly error?: Error }> {
  override state: { readonly error?: Error } = {}

  static getDerivedStateFromError(error: Error) {
    return { error }
  }

  override render(): ReactNode {
    const { error } = this.state
    return error ? <Failed error={error} retry={() => location.reload()} /> : this.props.children
  }
}
