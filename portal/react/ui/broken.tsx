/** What stands where a part of the page could not be loaded or drawn; the rest of the page stays. */
import { Component, type ReactNode } from 'react'
import { Failed } from './notice.tsx'

type Props = { readonly children: ReactNode }

/** React asks for a class here. Another try begins the page anew: its files may be others by now. */
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
