/** A time relative to now; the exact time, with its zone, is shown on hover. */
import { useSpeech } from '../../words/portal-words.tsx'

type Props = { readonly at: string; readonly says?: (relative: string) => string }

export const When = ({ at, says = (relative) => relative }: Props) => {
  const { exact, day, relative } = useSpeech()
  return (
    <time dateTime={at} title={at.includes('T') ? exact(at) : day(at)} style={{ whiteSpace: 'nowrap' }}>
      {says(relative(at))}
    </time>
  )
}
